"""The heads and sentences of the page, in both languages."""

from __future__ import annotations

from collections.abc import Mapping

from ocop.text import Label

WORDS: Mapping[str, Label] = {
    # sentences
    "measured_on": Label(
        "Đo ngày {day} trên {machine}: {versions}.",
        "Measured on {day} on {machine}: {versions}.",
    ),
    "machine": Label(
        "{system}, {processor}, {cores} nhân, {memory} GB",
        "{system}, {processor}, {cores} cores, {memory} GB",
    ),
    "sheets_head": Label("{count} phiếu", "{count} sheets"),
    "promised_head": Label("Những gì được hứa", "What is promised"),
    "kept": Label("Giữ được {kept} trên {all}", "{kept} of {all} are kept"),
    "broken": Label(
        "{kept}; {broken} điều **không** giữ được, và đứng đầu.",
        "{kept}; {broken} are **not**, and stand first.",
    ),
    "not_promised": Label("Cũng đã đo, không hứa gì:", "Measured too, with nothing promised:"),
    "failed": Label("Không đo được: {what}.", "Could not be measured: {what}."),
    "growth_head": Label("Khi số phiếu tăng", "As the sheets grow"),
    "nanoseconds": Label(
        "Số nano giây mỗi phiếu, lần nhanh nhất trong ba lần gọi:",
        "Nanoseconds a sheet, the quickest of three calls:",
    ),
    "history_head": Label("Qua các lần đo", "Run by run"),
    "no_earlier": Label(
        "Chưa có lần đo nào trước đó trên loại máy này.",
        "No earlier run on this kind of machine is kept.",
    ),
    "since": Label(
        "Kể từ lần đo ngày {day} (ocop {version}),",
        "Since the run of {day} (ocop {version})",
    ),
    "none_worse": Label(
        "{since} không tỷ lệ nào trong {count} tỷ lệ xấu đi quá {worse} lần.",
        "{since} none of {count} ratios is more than {worse} times as bad.",
    ),
    "some_worse": Label(
        "{since} {number} trên {count} tỷ lệ xấu đi quá {worse} lần:",
        "{since} {number} of {count} ratios are more than {worse} times as bad:",
    ),
    "at_most": Label("nhiều nhất {value}", "at most {value}"),
    "at_least": Label("ít nhất {value}", "at least {value}"),
    "times_as_fast": Label("nhanh gấp {ratio} lần", "{ratio} times as fast"),
    "beside_given": Label("{memory} MB cạnh {given}", "{memory} MB beside {given}"),
    "of": Label("{part} trên {whole}", "{part} of {whole}"),
    "yes": Label("có", "yes"),
    "no": Label("**không**", "**no**"),
    "not_measured": Label("không đo", "not measured"),
    # heads of tables
    "per_second": Label("phiếu mỗi giây", "sheets a second"),
    "library": Label("thư viện", "the library is"),
    "first_call": Label("lần gọi đầu", "first call"),
    "memory": Label("bộ nhớ", "memory"),
    "sheets": Label("số phiếu", "sheets"),
    "what": Label("đo gì", "what"),
    "beside": Label("so với", "beside"),
    "measured": Label("đo được", "measured"),
    "promised": Label("hứa", "promised"),
    "is_kept": Label("giữ được", "kept"),
    "times": Label("thời gian", "times"),
    "then": Label("khi ấy", "then"),
    "now": Label("nay", "now"),
    "day": Label("ngày", "day"),
    "version": Label("ocop", "ocop"),
    "of_machine": Label("máy", "machine"),
    "promises_kept": Label("lời hứa giữ được", "promises kept"),
    "on_polars": Label("phiếu mỗi giây trên polars", "sheets a second on polars"),
    # pictures
    "growth": Label("Số giây theo số phiếu", "Seconds by the number of sheets"),
    "growth_title": Label("Số giây, theo số phiếu", "Seconds, by the number of sheets"),
    "memory_picture": Label("Bộ nhớ theo số phiếu", "Memory by the number of sheets"),
    "memory_title": Label(
        "Bộ nhớ mỗi lần gọi cần, tính bằng MB, theo số phiếu",
        "What a call takes in memory, in MB, by the number of sheets",
    ),
    "history": Label("Các tỷ lệ qua các lần đo", "Ratios run by run"),
    "history_title": Label(
        "Các cuộc đua so với điều được hứa, qua các lần đo",
        "Races beside what is promised, run by run",
    ),
    "above_one": Label("Trên 1 là giữ được.", "Kept above 1."),
    "times_promised": Label("gấp bao nhiêu lần điều được hứa", "times what is promised"),
    "axis_seconds": Label("giây", "seconds"),
}
