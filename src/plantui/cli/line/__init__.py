"""Line mode: the whole program as a conversation, a line at a time, for a screen reader or the plainest terminal."""
