"""核验 Everything needed to check the book without trusting who keeps it: pure Python, no Django.

Formats are those of C2SP (signed-note, tlog-checkpoint, tlog-cosignature, tlog-tiles, tlog-proof, tlog-policy)
over the RFC 6962 tree, so that other people's verifiers can check us and ours can check them.
"""
