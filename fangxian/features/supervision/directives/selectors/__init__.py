"""Questions about directives: whose they are, who has them, what was answered, what asking costs."""
