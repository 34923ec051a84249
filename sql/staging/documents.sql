-- grain: one row a current document
with documents as (
    select
        left(d.sha256, 16) as document_id,
        d.*
    from source.documents as d
    semi join staging.current using (sha256, batch, source_path)
)

select * from documents
