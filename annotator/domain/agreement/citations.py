"""The publications that the figures rest on."""

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Citation:
    """One publication."""

    authors: str
    """Surnames with initials, as in a list of references."""
    year: int
    title: str
    where: str
    """Journal with volume and pages, or publisher."""
    doi: str | None = None

    @property
    def short(self) -> str:
        """Surnames and year, for use within a sentence."""
        names = [part.split(",")[0].strip() for part in self.authors.split(";")]
        who = names[0] if len(names) == 1 else " & ".join(names)
        if len(names) > 2:
            who = ", ".join(names[:-1]) + f" & {names[-1]}"
        return f"{who} {self.year}"

    @property
    def full(self) -> str:
        """The entry of a list of references."""
        authors = self.authors if self.authors.endswith(".") else f"{self.authors}."
        entry = f"{authors} ({self.year}). {self.title}. {self.where}."
        return f"{entry} doi:{self.doi}" if self.doi else entry


HOLSTI_1969: Final = Citation(
    "Holsti, O. R.",
    1969,
    "Content analysis for the social sciences and humanities",
    "Addison-Wesley",
)
COHEN_1960: Final = Citation(
    "Cohen, J.",
    1960,
    "A coefficient of agreement for nominal scales",
    "Educational and Psychological Measurement 20(1), 37–46",
    "10.1177/001316446002000104",
)
COHEN_1968: Final = Citation(
    "Cohen, J.",
    1968,
    "Weighted kappa: nominal scale agreement with provision for scaled disagreement or partial "
    "credit",
    "Psychological Bulletin 70(4), 213–220",
    "10.1037/h0026256",
)
CICCHETTI_ALLISON_1971: Final = Citation(
    "Cicchetti, D. V.; Allison, T.",
    1971,
    "A new procedure for assessing reliability of scoring EEG sleep recordings",
    "American Journal of EEG Technology 11(3), 101–110",
    "10.1080/00029238.1971.11080840",
)
FLEISS_COHEN_1973: Final = Citation(
    "Fleiss, J. L.; Cohen, J.",
    1973,
    "The equivalence of weighted kappa and the intraclass correlation coefficient as measures of "
    "reliability",
    "Educational and Psychological Measurement 33(3), 613–619",
    "10.1177/001316447303300309",
)
SCOTT_1955: Final = Citation(
    "Scott, W. A.",
    1955,
    "Reliability of content analysis: the case of nominal scale coding",
    "Public Opinion Quarterly 19(3), 321–325",
    "10.1086/266577",
)
FLEISS_1971: Final = Citation(
    "Fleiss, J. L.",
    1971,
    "Measuring nominal scale agreement among many raters",
    "Psychological Bulletin 76(5), 378–382",
    "10.1037/h0031619",
)
KRIPPENDORFF_2011: Final = Citation(
    "Krippendorff, K.",
    2011,
    "Computing Krippendorff's alpha-reliability",
    "University of Pennsylvania, Annenberg School for Communication",
)
KRIPPENDORFF_2019: Final = Citation(
    "Krippendorff, K.",
    2019,
    "Content analysis: an introduction to its methodology (4th ed.)",
    "SAGE",
)
GWET_2008: Final = Citation(
    "Gwet, K. L.",
    2008,
    "Computing inter-rater reliability and its variance in the presence of high agreement",
    "British Journal of Mathematical and Statistical Psychology 61(1), 29–48",
    "10.1348/000711006X126600",
)
GWET_2014: Final = Citation(
    "Gwet, K. L.",
    2014,
    "Handbook of inter-rater reliability (4th ed.)",
    "Advanced Analytics",
)
JACCARD_1912: Final = Citation(
    "Jaccard, P.",
    1912,
    "The distribution of the flora in the alpine zone",
    "New Phytologist 11(2), 37–50",
    "10.1111/j.1469-8137.1912.tb05611.x",
)
PASSONNEAU_2006: Final = Citation(
    "Passonneau, R.",
    2006,
    "Measuring agreement on set-valued items (MASI) for semantic and pragmatic annotation",
    "Proceedings of LREC 2006, 831–836",
)
HRIPCSAK_ROTHSCHILD_2005: Final = Citation(
    "Hripcsak, G.; Rothschild, A. S.",
    2005,
    "Agreement, the F-measure, and reliability in information retrieval",
    "Journal of the American Medical Informatics Association 12(3), 296–298",
    "10.1197/jamia.M1733",
)
KRIPPENDORFF_2016: Final = Citation(
    "Krippendorff, K.; Mathet, Y.; Bouvry, S.; Widlöcher, A.",
    2016,
    "On the reliability of unitizing textual continua: further developments",
    "Quality & Quantity 50(6), 2347–2364",
    "10.1007/s11135-015-0266-1",
)
EFRON_TIBSHIRANI_1993: Final = Citation(
    "Efron, B.; Tibshirani, R. J.",
    1993,
    "An introduction to the bootstrap",
    "Chapman & Hall",
)
WILSON_1927: Final = Citation(
    "Wilson, E. B.",
    1927,
    "Probable inference, the law of succession, and statistical inference",
    "Journal of the American Statistical Association 22(158), 209–212",
    "10.1080/01621459.1927.10502953",
)
