"""Charts at rest: files, commit protocol, audit trail, caseload index, TinyDB storage.

The vault keeps plain data (`Tables`: table name -> document id -> document) and does not know what a
chart means. It promises three things: an acknowledged save survives a crash, a failed save changes
nothing that can be seen, and no change is visible without its audit line.

Import from the modules; this file imports nothing, so that a caller pays only for what it uses.
`create.create_store` and `create.open_store` are the way in, `store.FileStore` is the store,
`chartdb.ChartDB` is TinyDB on one chart, `seam` holds the types that every store speaks.
"""
