"""Time speaks to us, we speak to Discord: what falls due is planned, claimed, sent and written down."""
