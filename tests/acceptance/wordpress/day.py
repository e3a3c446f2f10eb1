"""The day, from the first import to the last restart."""
import os
import shutil
import sys

import hub
import institute
import steps

institute.act("wp_insert_term( 'Brief', 'category', array( 'slug' => 'brief' ) ); return 1;")
shutil.copytree(f"{os.environ['REPOSITORY']}/feeds-config/gazetteer", f"{hub.CONFIG}/gazetteer")
shutil.copy(f"{os.environ['REPOSITORY']}/feeds-config/section-names.yaml", hub.CONFIG)
with open(f"{hub.CONFIG}/site.yaml", "w", encoding="utf-8") as site:
    site.write(f"title: Hub\npublic_url: {hub.BASE}\ntag_authority: hub.example,2026\ncontact: desk@hub.example\n")
hub.configure("weekly", f"{institute.base}/wp-json/wp/v2/posts")
hub.configure("category", f"{institute.base}/category/brief/feed/")
hub.configure("archive")

# The order of these is the order of the day.
import a_publishing  # noqa: E402,F401
import b_taking_back  # noqa: E402,F401
import c_shapes  # noqa: E402,F401
import d_languages  # noqa: E402,F401
import e_desk  # noqa: E402,F401
import f_plugin  # noqa: E402,F401
import g_readers  # noqa: E402,F401
import h_site  # noqa: E402,F401

try:
    failed = steps.run()
finally:
    hub.stop()
sys.exit(1 if failed else 0)
