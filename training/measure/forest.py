"""Boosted trees in the form that `crates/recoupe-compare/src/forest.rs` reads."""

import numpy as np
from sklearn.ensemble import HistGradientBoostingClassifier


def trees(count, leaves, least):
    return HistGradientBoostingClassifier(
        max_iter=count, learning_rate=0.05, max_leaf_nodes=leaves, min_samples_leaf=least, l2_regularization=1, random_state=0
    )


def write(model, columns, path, note):
    lines = [f"# {note}", "columns\t" + "\t".join(columns), f"base\t{float(np.ravel(model._baseline_prediction)[0]):.6f}"]
    for (predictor,) in model._predictors:
        nodes, words = predictor.nodes, []

        def walk(at):
            node = nodes[at]
            if node["is_leaf"]:
                words.append(f"{node['value']:.4g}")
                return
            most = np.float32(node["num_threshold"])
            words.append(f"{node['feature_idx']}:" + (np.format_float_positional(most, trim="-") if np.isfinite(most) else "3e38"))
            walk(node["left"])
            walk(node["right"])

        walk(0)
        lines.append(" ".join(words))
    path.write_text("\n".join(lines) + "\n")
