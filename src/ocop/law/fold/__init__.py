"""The fold: what stands under a decision once its amendments are laid over it."""
