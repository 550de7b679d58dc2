"""What an amendment, a proposal or a correction says differently."""
