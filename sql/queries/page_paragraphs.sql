-- one row a paragraph of a document
select paragraph_no, char_start, char_end
from paragraphs
where document_id = $document
order by paragraph_no
