"""From any spelling of a state or an organisation to what it names."""
