"""The words of every fault by code, in two languages: data only, a file a floor."""
