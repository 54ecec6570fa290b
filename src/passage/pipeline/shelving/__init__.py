"""What lies beside the feed: pictures, transcripts, pages, books and small editions."""
