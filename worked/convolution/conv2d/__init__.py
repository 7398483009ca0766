"""A convolution slides one small filter over an image and shares its weights over all places."""
