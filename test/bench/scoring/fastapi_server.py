"""What a Python developer would write: FastAPI and scikit-learn, one process. argv: kind, manifest.json, port."""

import json
import random
import sys
from typing import List, Union

import uvicorn
from fastapi import FastAPI
from pydantic import BaseModel
from sklearn.compose import make_column_transformer
from sklearn.ensemble import GradientBoostingClassifier
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import OneHotEncoder

kind, manifest_file, port = sys.argv[1], sys.argv[2], int(sys.argv[3])
with open(manifest_file, encoding="utf-8") as file:
    manifest = json.load(file)
labels = manifest["signature"]["labels"]
draw = random.Random(7)


def text_model():
    """As many features as review-sentiment has, about 20,000; what it learns does not matter here."""
    known = "the a food was is not very good bad great place service slow friendly staff we loved it never again price".split()
    words = known + [f"word{index}" for index in range(2000)]
    texts = [" ".join(draw.choices(words, k=11)) for _ in range(1000)]
    model = make_pipeline(TfidfVectorizer(ngram_range=(1, 2)), LogisticRegression())
    return model.fit(texts, [draw.randrange(2) for _ in texts])


def tabular_model(columns):
    """Gradient boosting with the parameters of incident-outcome."""
    rows = [[draw.choice(column["values"]) if "values" in column else draw.randint(1, 12) for column in columns] for _ in range(2000)]
    strings = [index for index, column in enumerate(columns) if column["type"] == "string"]
    encode = make_column_transformer((OneHotEncoder(), strings), remainder="passthrough")
    model = make_pipeline(encode, GradientBoostingClassifier(n_estimators=200, max_depth=3))
    import numpy

    return model.fit(numpy.array(rows, dtype=object), [draw.randrange(2) for _ in rows])


if kind == "text":

    class Instance(BaseModel):
        text: str

    model = text_model()
    rows_of = lambda instances: [instance.text for instance in instances]
else:
    import numpy

    class Instance(BaseModel):
        region: str
        kind: str
        month: int

    model = tabular_model(manifest["signature"]["inputs"])
    rows_of = lambda instances: numpy.array([[one.region, one.kind, one.month] for one in instances], dtype=object)


class Request(BaseModel):
    instances: List[Instance]


app = FastAPI()


@app.post("/api/models/{name}/predict")
async def predict(name: str, request: Request):
    predictions = []
    for row in model.predict_proba(rows_of(request.instances)).tolist():
        best = max(range(len(row)), key=row.__getitem__)
        predictions.append({"label": labels[best], "confidence": row[best], "probabilities": dict(zip(labels, row))})
    return {"model": name, "modelVersion": manifest["modelVersion"], "slot": "green", "predictions": predictions}


uvicorn.run(app, host="127.0.0.1", port=port, log_level="error", access_log=False)
