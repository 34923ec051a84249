-- grain: one row a document
with documents as (
    select
        document_id, source_name, source_path, format, encoding, byte_count, char_count, text, hint_unit, hint_year,
        ingested_at
    from staging.documents
)

select * from documents
order by source_name, document_id
