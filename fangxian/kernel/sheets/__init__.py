"""Sheets: one mechanism by which every feature takes in CSV and XLSX, with preview and refused rows back."""
