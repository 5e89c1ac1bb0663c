"""Problems: places, messages, explanations."""
