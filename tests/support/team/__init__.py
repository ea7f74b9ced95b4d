"""Histories of a team: collectors and agents on one server, whose connections are ended at moments that a seed chooses."""
