"""Pages of directives: lists, one of them, a new one, who has it, the register of questions."""
