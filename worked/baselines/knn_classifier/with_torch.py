"""The k-nearest-neighbors classifier as it is written at work where the data are tensors."""

import torch
import torch.nn.functional as F

__all__ = ["knn_classifier"]


def knn_classifier(input, target, query, n_neighbors=5):
    """Call the library's distances and count votes; scikit-learn has `KNeighborsClassifier`.

    By default `torch.cdist` uses products of matrices for more than 25 points, which is faster and
    loses digits where the distances are small against the coordinates. `topk` would be faster than
    a sort, but promises no order of equal distances.

    Args:
        input: (N, D) floating tensor. Training examples.
        target: (N,) int64 tensor. Classes from 0.
        query: (M, D) floating tensor. Examples to classify.
        n_neighbors: int. Number of votes.

    Returns:
        (M,) int64 tensor. Classes.
    """
    if target.shape != input.shape[:1] or not 1 <= n_neighbors <= len(input):
        raise ValueError(f"wanted (N, D), (N,) and 1 to N neighbors, got {n_neighbors}")
    far = torch.cdist(query, input, compute_mode="donot_use_mm_for_euclid_dist")
    near = far.sort(dim=1, stable=True).indices[:, :n_neighbors]  # (M, K)
    return F.one_hot(target[near]).sum(1).argmax(1) if len(query) else near[:, 0]
