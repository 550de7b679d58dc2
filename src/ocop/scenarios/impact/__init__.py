"""What a change of rules does: to sheets, to certificates, to plans."""
