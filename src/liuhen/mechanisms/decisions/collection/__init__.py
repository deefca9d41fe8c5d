"""采集格式 What the state-assets commission's system for 三重一大 collects, made from a meeting, tag by tag."""
