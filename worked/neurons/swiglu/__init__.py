"""SwiGLU lets one linear map of the input gate another: the feed-forward block of many LLMs."""
