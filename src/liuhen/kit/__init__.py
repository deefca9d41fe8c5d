"""底层工具 The ground floor: clock, ids, canonical bytes, calendar, money and refusals. Knows no Django."""
