# SPDX-License-Identifier: GPL-3.0-or-later
"""Results as text: one table for people, which is Markdown too."""


def milliseconds(value):
    return f"{value:.3f}" if value < 1 else f"{value:.2f}" if value < 10 else f"{value:.1f}" if value < 100 else f"{value:.0f}"


def spread(values, text):
    """Median and range."""
    if values["min"] == values["max"]:
        return text(values["median"])
    return f"{text(values['median'])} ({text(values['min'])}–{text(values['max'])})"


def megabytes(value):
    return f"{value / 1e6:.0f}" if value else "–"


def times(value):
    return f"{value:.2f}"


def told(peer):
    """One peer's result in a line."""
    if "failed" in peer:
        return peer["failed"]
    if "ratio" in peer:
        return "ratio " + spread(peer["ratio"], times)
    return "agrees" if peer["error"] is not None else "finite, as chance rules"


def about(results):
    """Day, machine and versions."""
    place = results["machine"]
    return (f"{results['date']}, {place['processor']}, {place['threads']} threads, {place['system']}\n"
            + ", ".join(f"{name} {version or 'missing'}" for name, version in results["versions"].items()))


HEAD = ["network", "batch", "work", "threads", "against", "Glassnet, ms", "other, ms", "other / Glassnet", "memory, MB", "start, s"]


def rows(cases):
    for case in cases:
        for peer in case["peers"]:
            begin = [case["network"].upper(), str(case["batch"]), case["work"], str(case["threads"]), peer["name"]]
            if "failed" in peer:
                yield begin + ["–", "–", peer["failed"].replace("|", "/")[:80], "–", "–"]
                continue
            yield begin + [spread(peer["glassnet_ms"], milliseconds), spread(peer["peer_ms"], milliseconds),
                           spread(peer["ratio"], times),
                           f"{megabytes(peer['glassnet_peak_bytes'])} / {megabytes(peer['peer_peak_bytes'])}",
                           f"{peer['glassnet_start_s']:.2f} / {peer['peer_start_s']:.2f}"]


def markdown(head, lines):
    """A table with columns of equal width."""
    lines = [head, *lines]
    widths = [max(len(line[column]) for line in lines) for column in range(len(head))]

    def text(line):
        return "| " + " | ".join(word.ljust(width) for word, width in zip(line, widths)) + " |"

    return "\n".join([text(head), "|" + "|".join("-" * (width + 2) for width in widths) + "|", *map(text, lines[1:])])


def table(cases):
    return markdown(HEAD, rows(cases))


def best_peer(case):
    """The fastest of the others, if any was measured."""
    others = [peer for peer in case["peers"] if "ratio" in peer and not peer["name"].startswith("glassnet")]
    return min(others, key=lambda peer: peer["ratio"]["median"], default=None)


def best_peers(cases):
    """One line for each case: how Glassnet stands against the fastest of the others."""
    for case in cases:
        best = best_peer(case)
        if not best:
            continue
        ratio = best["ratio"]["median"]
        verdict = f"{ratio:.2f}× as fast as" if ratio >= 1 else f"loses: {ratio:.2f}× the speed of"
        share = case.get("nonzero_share")
        gradients = f"; {share:.0%} of the gradients pass the ReLUs" if share is not None else ""
        yield f"{case['network'].upper()} batch {case['batch']}, {case['work']}: {verdict} {best['name']}{gradients}"


def layer_rows(cases, names):
    """One line for each case, with a ratio for each peer."""
    for case in cases:
        peers = {peer["name"]: peer for peer in case["peers"]}
        measured = [peer for peer in case["peers"] if "ratio" in peer]
        best = best_peer(case)
        ratios = [spread(peers[name]["ratio"], times) if "ratio" in peers[name] else peers[name]["failed"].replace("|", "/")[:60]
                  for name in names]
        alone = best and best.get("layer_ms")
        yield [case["network"], spread(measured[0]["glassnet_ms"], milliseconds) if measured else "–", *ratios,
               f"{milliseconds(best['peer_ms']['median'])}" if best else "–",
               f"{alone['glassnet']:.2f} / {alone['peer']:.2f}" if alone else "–",
               "–" if not any("error" in peer and "failed" not in peer for peer in case["peers"])
               else "drawn: finite" if case["drawn"] else "agrees"]


def layers(cases):
    """The table of `layers`."""
    names = [peer["name"] for peer in cases[0]["peers"]]
    head = ["layer", "Glassnet, ms", *(f"{name} / Glassnet" for name in names), "fastest other, ms", "layer alone, ms: Glassnet / fastest other",
            "first loss"]
    return markdown(head, layer_rows(cases, names))


def slower(cases):
    """Where another is faster than Glassnet, the worst first."""
    lost = [(best["ratio"]["median"], case["network"], best["name"]) for case in cases if (best := best_peer(case)) and best["ratio"]["median"] < 1]
    return [f"{network}: {ratio:.2f}× the speed of {name}" for ratio, network, name in sorted(lost)]
