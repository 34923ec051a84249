-- grain: one row a document that counts: the last read from its path, and of equal files the last read
with by_path as (
    select sha256, batch, source_path, ingested_at
    from source.documents
    qualify row_number() over (partition by source_path order by batch desc, ingested_at desc, sha256) = 1
),

-- Equal bytes under two names are one document. Within a batch only the first such file brought its rows.
by_content as (
    select sha256, batch, source_path
    from by_path
    qualify row_number() over (partition by sha256 order by batch desc, ingested_at, source_path) = 1
)

select * from by_content
