"""What the policy owner reads at work on the rules: one module per command."""
