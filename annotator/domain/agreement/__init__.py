"""How far annotators agree: coefficients, matching, unitizing, and what they rest on."""
