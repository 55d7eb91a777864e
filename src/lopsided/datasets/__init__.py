"""Tables with a publisher, a licence and a checksum: the embedded ones and those a user adds."""
