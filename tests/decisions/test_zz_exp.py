import pytest
from liuhen.mechanisms.decisions.exporting import export_dossier
from tests.decisions.scene import CHIEF, NINE, Scene
pytestmark = pytest.mark.django_db
def test_x(scene: Scene):
    m = scene.moved(); i = scene.seated(m)
    for step in ("before", "some", "open", "vote", "voted"):
        if step == "some": scene.state_all(i, NINE[1:4])
        if step == "open": scene.state_all(i, [k for k in NINE if k not in (CHIEF, *NINE[1:4])]); scene.conclude(i)
        if step == "vote": scene.open_vote(i)
        if step == "voted":
            for k in NINE[:3]: scene.vote(i, k)
        for who in (CHIEF, "recorder", "discipline-officer"):
            try:
                p = export_dossier(m, by=scene.cast.actor(who)); import json
                print(step, who, "ok", sum(len(v) for v in json.loads(p["disclosed.json"]).values()))
            except Exception as e: print(step, who, type(e).__name__, getattr(e, "rule", ""), e)
