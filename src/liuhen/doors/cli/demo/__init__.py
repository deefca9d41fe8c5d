"""演示 The demonstration district's story, replayed through the real actions on a simulated clock."""
