"""The pictures of printed pages: made from the originals, kept in `page-images/` of the archive home, made again when they are missing.

original --rendering.render--> PageImages --store--> page-images/ --webui.page_pictures--> the page's picture
"""
