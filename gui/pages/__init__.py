"""What the window shows, one at a time, with the controllers behind them."""
