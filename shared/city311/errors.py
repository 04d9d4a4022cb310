"""What can go wrong with 311, told apart by what the caller may do next."""


class CityError(Exception):
    """Anything that 311 or the way to it did not do."""


class CityRefusedError(CityError):
    """311 read what was sent and said no. Sending the same again will not help."""

    def __init__(self, status: int, words: str) -> None:
        super().__init__(f"311 refused ({status}): {words}")
        self.status = status
        self.words = words


class CityUnavailableError(CityError):
    """311 did nothing with what was sent. The same may be sent again later."""

    def __init__(self, words: str, retry_after: float | None = None) -> None:
        super().__init__(f"311 is not available: {words}")
        self.words = words
        self.retry_after = retry_after


class LostAnswerError(CityError):
    """Something was posted and no usable answer came: 311 may have it or not.

    Look for one's own (`City311.find_own`, `City311.find_update`) before posting again.
    """

    def __init__(self, words: str) -> None:
        super().__init__(f"311 may have taken this, its answer was lost: {words}")
        self.words = words


class GarbledAnswerError(CityError):
    """311 answered with something that is not GeoReport v2, or is too large to be it."""

    def __init__(self, words: str) -> None:
        super().__init__(f"311 sent an answer that cannot be read: {words}")
        self.words = words
