"""Files in XML, however damaged -> their records."""
