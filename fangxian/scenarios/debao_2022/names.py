"""Synthetic names: people's in the manner of the region, hamlets' and streets' for addresses."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

Strings = npt.NDArray[np.object_]
"""An array (n,) of Python strings."""

_SURNAMES = [
    *((name, 14 - 2 * rank) for rank, name in enumerate("黄韦李农")),
    *((name, 5) for name in "陆梁岑罗"),
    *((name, 3) for name in "许何王覃凌零林杨陈张赵"),
    *((name, 2) for name in "苏卢闭潘莫班隆蒙邓马吴"),
    *((name, 1) for name in "周刘谭冯唐侬向甘麻"),
]
SURNAMES: Strings = np.array([name for name, _ in _SURNAMES], dtype=object)
_WEIGHTS = np.array([weight for _, weight in _SURNAMES], dtype=np.float64)
_SURNAME_BOUNDS = np.cumsum(_WEIGHTS) / _WEIGHTS.sum()

_FIRST = {
    "f": "秀美丽玉桂月彩春秋兰凤艳小金素淑红翠雪海慧雨思佳欣梦诗晓爱莲",
    "m": "志建国文永海明光大天玉正福宏家德少子俊浩宇振绍世景忠荣启盛仕",
}
_SECOND = {
    "f": "英兰花芳梅珍凤琼萍霞燕玲娟妹香莲菊娥云芬怡婷琳洁颖妮萱菲媛清",
    "m": "强军华明辉勇林生平杰龙峰飞勤雄才贵昌荣安宁武斌涛鹏轩阳睿泽良",
}
GIVEN: dict[str, Strings] = {
    sex: np.array([*(a + b for a in _FIRST[sex] for b in _SECOND[sex]), *_SECOND[sex]], dtype=object)
    for sex in ("f", "m")
}
"""Given names by sex: all of two characters, then those of one."""

_HAMLET_FIRST = "那弄陇多坡下上新大巴百念古岜龙渠布念平定"
_HAMLET_SECOND = "登乐江怀莫音布塘岩马屯赖隆造坛排沙峒"
STREETS = [
    *(f"{name}路" for name in ("幸福", "城北", "城南", "云山", "鉴河", "文明", "民族", "朝阳", "学府")),
    *(f"{name}街" for name in ("桥头", "新华", "东门")),
]


def surnames(rng: np.random.Generator, count: int) -> Strings:
    """Draw surnames by how common they are assumed to be among Zhuang and Han families of the region."""
    return SURNAMES[np.searchsorted(_SURNAME_BOUNDS, rng.random(count), side="right")]


def given(rng: np.random.Generator, female: npt.NDArray[np.bool_]) -> Strings:
    """Draw a given name for each person, one in twelve of a single character."""
    two = len(_FIRST["f"]) * len(_SECOND["f"])
    one = len(_SECOND["f"])
    picks = np.where(
        rng.random(len(female)) < 1 / 12,
        two + rng.integers(0, one, len(female)),
        rng.integers(0, two, len(female)),
    )
    names: Strings = np.where(female, GIVEN["f"][picks], GIVEN["m"][picks])
    return names


def hamlets(rng: np.random.Generator, count: int) -> list[str]:
    """Draw distinct names for the hamlets of a village."""
    total = len(_HAMLET_FIRST) * len(_HAMLET_SECOND)
    names = dict.fromkeys(
        _HAMLET_FIRST[p // len(_HAMLET_SECOND)] + _HAMLET_SECOND[p % len(_HAMLET_SECOND)] + "屯"
        for p in rng.permutation(total)
    )
    return list(names)[:count]


def streets(rng: np.random.Generator, count: int) -> list[str]:
    """Draw names for the blocks of a community: streets, with a building group where streets repeat."""
    order = [STREETS[i] for i in rng.permutation(len(STREETS))]
    groups = ["", *(f"{n}区" for n in range(2, count // len(order) + 2))]
    return [order[i % len(order)] + groups[i // len(order)] for i in range(count)]
