"""What every page has in common: refusals as answers, pages of long lists, files to take away."""
