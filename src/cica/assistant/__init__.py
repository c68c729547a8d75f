"""The questions for an assistant: what they take, how they are answered, and the server that answers them."""
