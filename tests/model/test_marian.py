"""OPUS-MT as our own Transformer: numbers, ids and translations are those of `transformers`."""

from __future__ import annotations

import json
import random
import warnings
from pathlib import Path
from typing import Any

import pytest
import torch
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from model.bundle.bundle import Bundle, load_bundle, save_bundle
from model.decoding.bundle_reader import BundleReader
from model.decoding.decode import DecodedStep, Run, decode_batch
from model.errors import UserError
from model.foreign.marian.loading import load_marian
from model.network.points import Recorder
from model.translator import bundle_translator
from model.values.decoding import DecodingSettings
from tests.model.marian_folders import (
    ENGLISH,
    GERMAN,
    edit_config,
    make_folder,
    random_ids,
    reference,
    reference_tokenizer,
    tensors_of,
    theirs,
    vocabularies,
    write_tensors,
    write_vocabularies,
)

TOLERANCE = 1e-4
SOURCE, TARGET, OUTPUT = "model.encoder.embed_tokens.weight", "model.decoder.embed_tokens.weight", "lm_head.weight"

pytestmark = pytest.mark.usefixtures("one_thread")


def padded(rows: list[list[int]], filler: int) -> torch.Tensor:
    longest = max(map(len, rows))
    return torch.tensor([[*row, *[filler] * (longest - len(row))] for row in rows])


def texts_as_ids(bundle: Bundle, seed: int = 0) -> tuple[list[list[int]], list[list[int]]]:
    """Random sources with </s>, and targets that begin with the decoder's start."""
    config = bundle.model.config
    special = {config.pad_id, config.end_id, config.source_pad_id, config.source_end_id, config.start_id}
    sources = random_ids(3, 9, config.source_vocab_size, special, seed)
    targets = random_ids(3, 9, config.target_vocab_size, special, seed + 1)
    return [[*ids, config.source_end_id] for ids in sources], [[config.start_id, *ids] for ids in targets]


def assert_same_numbers(bundle: Bundle, other: Any, seed: int = 0) -> None:
    """Logits, and the attention of every layer and head, in one padded batch."""
    config = bundle.model.config
    sources, targets = texts_as_ids(bundle, seed)
    source, target = padded(sources, config.source_pad_id), padded(targets, config.pad_id)
    real = source != config.source_pad_id
    with torch.inference_mode():
        theirs = other(input_ids=source, attention_mask=real, decoder_input_ids=target, output_attentions=True)
        with Recorder("*.weights") as recorder:
            logits = bundle.model.logits(bundle.model(source, target))
    for row, (ids, words) in enumerate(zip(sources, targets, strict=True)):
        n, m = len(ids), len(words)
        torch.testing.assert_close(logits[row, :m], theirs.logits[row, :m], atol=TOLERANCE, rtol=TOLERANCE)
        kinds = {
            "encoder.{}.self": (theirs.encoder_attentions, n, n),
            "decoder.{}.self": (theirs.decoder_attentions, m, m),
            "decoder.{}.cross": (theirs.cross_attentions, m, n),
        }
        for name, (layers, queries, keys) in kinds.items():
            for layer, weights in enumerate(layers):
                ours = recorder[f"{name.format(layer)}.weights"][row, :, :queries, :keys]
                torch.testing.assert_close(ours, weights[row, :, :queries, :keys], atol=TOLERANCE, rtol=TOLERANCE)
    # The numbers are not all alike, or the comparison would mean little.
    assert logits.std() > 0.1 and theirs.cross_attentions[0][0, :, 0].std() > 1e-3


def translations(bundle: Bundle, sources: list[list[int]], **chosen: Any) -> list[list[int]]:
    """The best ids of each source, </s> included, decoded by ours."""
    chosen = {"record": False, "length_penalty": 0.0, "extra_length": 12, **chosen}
    best = []
    for source in sources:  # one by one: the length limit of `generate` is one for a whole batch
        ended: list[tuple[float, list[int]]] = []
        rows: list[list[int]] = [[]]
        for event in decode_batch(
            bundle.model, [source], [[]], Run(bundle.model.config.start_id, DecodingSettings(**chosen))
        ):
            if isinstance(event, DecodedStep):
                [choice] = event.sentences
                ended += [(branch.score, [*rows[branch.row], branch.id]) for branch in choice.ended]
                rows = [[*rows[branch.row], branch.id] for branch in choice.going_on]
        best.append(max(ended, key=lambda pair: pair[0])[1])
    return best


def their_translations(other: Any, bundle: Bundle, sources: list[list[int]], beams: int) -> list[list[int]]:
    config = bundle.model.config
    found = []
    for source in sources:
        with torch.inference_mode(), warnings.catch_warnings():
            warnings.simplefilter("ignore")
            out = other.generate(
                torch.tensor([source]),
                attention_mask=torch.ones(1, len(source), dtype=torch.long),
                num_beams=beams,
                max_new_tokens=len(source) - 1 + 12,
                max_length=None,
                do_sample=False,
                renormalize_logits=True,
                length_penalty=0.0,
                early_stopping=False,
                bad_words_ids=[[config.pad_id]],
                forced_eos_token_id=None,
            )
        found.append(out[0, 1:].tolist())
    return found


CONFIGURATIONS: dict[str, dict[str, Any]] = {
    "as OPUS-MT": {},
    "relu": {"activation_function": "relu"},
    "gelu": {"activation_function": "gelu"},
    "silu": {"activation_function": "silu"},
    "eos in the middle": {"end_first": False},
    "logits bias": {"bias": True},
    "languages": {"languages": True, "end_first": False},
    "separate vocabularies": {"separate": True},
    "separate, eos elsewhere, bias": {"separate": True, "end_first": False, "bias": True},
    "not tied": {"tie": False},
    "separate and not tied": {"separate": True, "tie": False},
    "half precision": {"half": True},
    "embeddings not scaled": {"scale_embedding": False},
    "one layer each": {"encoder_layers": 1, "decoder_layers": 1},
    "normalize_before is not what transformers computes": {"normalize_before": True},
    "static_position_embeddings neither": {"static_position_embeddings": False},
    "wider": {"d_model": 24, "encoder_ffn_dim": 40, "decoder_ffn_dim": 40},
    "one head": {"encoder_attention_heads": 1, "decoder_attention_heads": 1},
}


@pytest.mark.parametrize("name", CONFIGURATIONS)
def test_logits_attention_and_translations_are_those_of_transformers(tmp_path, name):
    folder = make_folder(tmp_path / "model", **CONFIGURATIONS[name])
    bundle, other = load_marian(folder), reference(folder)
    assert_same_numbers(bundle, other)
    sources, _ = texts_as_ids(bundle, seed=5)
    greedy = translations(bundle, sources)
    assert greedy == their_translations(other, bundle, sources, 1)
    assert any(len(ids) > 3 for ids in greedy)


@pytest.mark.parametrize("name", ["as OPUS-MT", "logits bias", "separate vocabularies", "not tied"])
@pytest.mark.parametrize("seed", range(3))
def test_beam_search_finds_what_transformers_finds(tmp_path, name, seed):
    folder = make_folder(tmp_path / "model", seed=seed, **CONFIGURATIONS[name])
    bundle, other = load_marian(folder), reference(folder)
    sources, _ = texts_as_ids(bundle, seed)
    ours = translations(bundle, sources, method="beam", beam=3)
    assert ours == their_translations(other, bundle, sources, 3)


@pytest.mark.parametrize("seed", range(4))
def test_many_random_configurations(tmp_path, seed):
    generator = random.Random(seed)
    heads = generator.choice([1, 2, 4])
    inner = generator.choice([8, 20])
    folder = make_folder(
        tmp_path / "model",
        seed=seed,
        separate=generator.random() < 0.5,
        tie=generator.random() < 0.5,
        end_first=generator.random() < 0.5,
        bias=generator.random() < 0.5,
        languages=generator.random() < 0.5,
        d_model=heads * generator.choice([4, 6]),
        encoder_attention_heads=heads,
        decoder_attention_heads=heads,
        encoder_ffn_dim=inner,
        decoder_ffn_dim=inner,
        encoder_layers=generator.randint(1, 3),
        decoder_layers=generator.randint(1, 3),
        activation_function=generator.choice(["swish", "silu", "relu", "gelu"]),
        scale_embedding=generator.random() < 0.5,
    )
    assert_same_numbers(load_marian(folder), reference(folder), seed)


@pytest.mark.parametrize("kind", ["zip", "legacy", "shards", "bin shards"])
@pytest.mark.parametrize("half", [False, True])
def test_weights_in_every_kind_of_file(tmp_path, kind, half):
    folder = make_folder(tmp_path / "model", half=half, bias=True)
    before = load_marian(folder)
    write_tensors(folder, tensors_of(folder), kind)
    after = load_marian(folder)
    for (name, one), (_, other) in zip(before.model.named_parameters(), after.model.named_parameters(), strict=True):
        assert torch.equal(one, other), name
    if kind in ("zip", "legacy"):
        assert_same_numbers(after, reference(folder))


@pytest.mark.parametrize("kind", ["zip", "legacy"])
def test_a_state_dict_as_old_repositories_hold_it(tmp_path, kind):
    """Half precision, the shared matrix under four names, tables of positions, and a config without newer keys."""
    folder = make_folder(tmp_path / "model", half=True, bias=True, end_first=False)
    state = theirs().MarianMTModel.from_pretrained(folder, dtype=torch.float16).state_dict()
    write_tensors(folder, state, kind)
    edit_config(folder, share_encoder_decoder_embeddings=None, decoder_vocab_size=None, tie_word_embeddings=None)
    assert any("embed_positions" in name for name in state)
    bundle = load_marian(folder)
    assert bundle.model.config.tying == "all"
    assert_same_numbers(bundle, reference(folder))


def test_half_precision_stays_as_stored_when_asked(tmp_path):
    folder = make_folder(tmp_path / "model", half=True)
    assert {p.dtype for p in load_marian(folder).model.parameters()} == {torch.float32}
    kept = load_marian(folder, dtype=None)
    assert {p.dtype for p in kept.model.parameters()} == {torch.float16}


@pytest.mark.skipif(not Path("/proc/self/maps").exists(), reason="only Linux tells what is mapped")
@pytest.mark.parametrize("kind", ["safetensors", "zip", "shards"])
@pytest.mark.parametrize("half", [False, True])
def test_weights_that_need_no_conversion_are_not_copied(tmp_path, kind, half):
    folder = make_folder(tmp_path / "model", half=half, bias=True)
    write_tensors(folder, tensors_of(folder), kind)
    bundle = load_marian(folder, dtype=None)
    mapped = []
    for line in Path("/proc/self/maps").read_text().splitlines():
        if str(folder) in line:
            begin, end = line.split()[0].split("-")
            mapped.append((int(begin, 16), int(end, 16)))
    for name, parameter in bundle.model.named_parameters():
        assert any(begin <= parameter.data_ptr() < end for begin, end in mapped), name
    # What training or a what-if changes stays in memory.
    before = {file: file.read_bytes() for file in folder.iterdir()}
    with torch.no_grad():
        bundle.model.output.weight.zero_()
    assert all(file.read_bytes() == content for file, content in before.items())


# ---- tying is what the tensors say


def copies(folder: Path, *names: str) -> dict[str, torch.Tensor]:
    """The file's tensors with more copies of the shared matrix."""
    tensors = tensors_of(folder)
    return tensors | {name: tensors["model.shared.weight"].clone() for name in names}


def test_one_matrix_under_many_names_is_one(tmp_path):
    folder = make_folder(tmp_path / "model")
    for config in ({}, {"share_encoder_decoder_embeddings": None, "decoder_vocab_size": None}):
        edit_config(folder, **config)
        write_tensors(folder, copies(folder, SOURCE, TARGET, OUTPUT))
        bundle = load_marian(folder)
        assert bundle.model.config.tying == "all"
        assert bundle.model.output.weight is bundle.model.source_embedding.weight
        assert_same_numbers(bundle, reference(folder))


def test_a_configuration_that_says_tied_does_not_tie_what_differs(tmp_path):
    folder = make_folder(tmp_path / "model")
    tensors = copies(folder, SOURCE, TARGET, OUTPUT)
    tensors[OUTPUT][3, 2] += 0.5
    write_tensors(folder, tensors)
    bundle = load_marian(folder)
    assert bundle.model.config.tying == "none"
    assert torch.equal(bundle.model.output.weight, tensors[OUTPUT])
    tensors = copies(folder, SOURCE, TARGET, OUTPUT)
    tensors[SOURCE][3, 2] += 0.5
    write_tensors(folder, tensors)
    bundle = load_marian(folder)
    assert bundle.model.config.tying == "target"
    assert torch.equal(bundle.model.source_embedding.weight, tensors[SOURCE])


def test_a_configuration_that_says_untied_ties_what_is_equal(tmp_path):
    folder = make_folder(tmp_path / "model", tie=False)
    tensors = tensors_of(folder)
    tensors[OUTPUT] = tensors[TARGET].clone()
    write_tensors(folder, tensors)
    bundle = load_marian(folder)
    assert bundle.model.config.tying == "target"
    assert_same_numbers(bundle, reference(folder))


@pytest.mark.parametrize("kept", [SOURCE, TARGET, OUTPUT])
def test_a_converter_that_kept_another_name(tmp_path, kept):
    folder = make_folder(tmp_path / "model")
    tensors = tensors_of(folder)
    before = load_marian(folder)
    tensors[kept] = tensors.pop("model.shared.weight")
    write_tensors(folder, tensors)
    bundle = load_marian(folder)
    assert bundle.model.config.tying == "all"
    assert torch.equal(bundle.model.output.weight, before.model.output.weight)


def test_a_missing_output_layer_is_not_invented(tmp_path):
    folder = make_folder(tmp_path / "model", tie=False)
    tensors = tensors_of(folder)
    del tensors[OUTPUT]
    write_tensors(folder, tensors)
    with pytest.raises(UserError, match=r"lm_head\.weight"):
        load_marian(folder)


def test_a_tensor_that_nothing_needs_is_refused_by_its_name(tmp_path):
    folder = make_folder(tmp_path / "model")
    write_tensors(folder, {**tensors_of(folder), "model.encoder.layers.9.fc1.weight": torch.zeros(2, 2)})
    with pytest.raises(UserError, match=r"has 1 tensors .* first 'model\.encoder\.layers\.9\.fc1\.weight'"):
        load_marian(folder)


# ---- positions and norms


def with_tables(folder: Path, change=lambda table: table) -> None:
    tensors = tensors_of(folder)
    model = reference(folder)
    for stack, module in (("encoder", model.model.encoder), ("decoder", model.model.decoder)):
        tensors[f"model.{stack}.embed_positions.weight"] = change(module.embed_positions.weight.detach().clone())
    write_tensors(folder, tensors)


def test_tables_of_positions_in_the_file(tmp_path):
    folder = make_folder(tmp_path / "model", bias=True)
    with_tables(folder)
    bundle = load_marian(folder)
    assert bundle.model.config.positions == "halves"
    assert_same_numbers(bundle, reference(folder))


def test_tables_that_half_precision_rounded(tmp_path):
    folder = make_folder(tmp_path / "model", bias=True)
    with_tables(folder, lambda table: table.half().float())
    bundle = load_marian(folder)
    assert bundle.model.config.positions == "halves"
    other = reference(folder)
    assert torch.equal(bundle.model.source_positions, other.model.encoder.embed_positions.weight)
    assert_same_numbers(bundle, other)


def test_positions_that_were_learned(tmp_path):
    folder = make_folder(tmp_path / "model")
    with_tables(folder, lambda table: torch.randn(table.shape, generator=torch.Generator().manual_seed(1)))
    bundle = load_marian(folder)
    assert bundle.model.config.positions == "learned"
    assert_same_numbers(bundle, reference(folder))


def stack_norms(folder: Path) -> None:
    generator = torch.Generator().manual_seed(2)
    tensors = tensors_of(folder)
    for stack in ("encoder", "decoder"):
        for part in ("weight", "bias"):
            tensors[f"model.{stack}.layer_norm.{part}"] = torch.randn(16, generator=generator)
    write_tensors(folder, tensors)


def test_the_order_of_norms_is_told_by_norms_after_the_stacks(tmp_path):
    folder = make_folder(tmp_path / "model")
    assert load_marian(folder).model.config.norm == "post"
    stack_norms(folder)
    with pytest.raises(UserError, match="order of the norms"):
        load_marian(folder)
    edit_config(folder, normalize_before=True)
    pre = load_marian(folder).model
    assert (pre.config.norm, pre.config.final_norm) == ("pre", True)
    assert torch.equal(pre.encoder_norm.weight, tensors_of(folder)["model.encoder.layer_norm.weight"])
    edit_config(folder, normalize_before=False, add_final_layer_norm=True)
    post = load_marian(folder).model
    assert (post.config.norm, post.config.final_norm) == ("post", True)


# ---- probabilities and text


def test_pad_has_no_share_of_the_probability(tmp_path):
    bundle = load_marian(make_folder(tmp_path / "model"))
    hidden = torch.randn(4, 16, generator=torch.Generator().manual_seed(0))
    logprobs = bundle.model.logprobs(bundle.model.logits(hidden))
    pad = bundle.model.config.pad_id
    assert (logprobs[:, pad] == float("-inf")).all()
    rest = torch.cat((logprobs[:, :pad], logprobs[:, pad + 1 :]), dim=1)
    torch.testing.assert_close(rest.exp().sum(1), torch.ones(4))


LETTERS = st.text(st.sampled_from("abcdefghijklmnopqrstuvwxyzABCÄÖÜäöüß  .,!?12é猫\u00a0"), max_size=40)


@pytest.mark.parametrize("separate", [False, True])
def test_ids_are_those_of_their_tokenizer(tmp_path, separate):
    folder = make_folder(tmp_path / "model", separate=separate, end_first=False, drop=5)
    bundle, tokenizer = load_marian(folder), reference_tokenizer(folder)
    reader = BundleReader(bundle)
    seen_unknown = False

    @settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
    @given(st.one_of(LETTERS, st.sampled_from(ENGLISH + GERMAN)))
    def compare(text: str) -> None:
        nonlocal seen_unknown
        pieces = reader.source(text, DecodingSettings())
        if not pieces:  # a text of nothing is refused here
            return
        assert [piece.id for piece in pieces] == tokenizer(text)["input_ids"]
        seen_unknown = seen_unknown or not all(piece.known for piece in pieces)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            target = tokenizer(text_target=text)["input_ids"]
        # Theirs ends a target with the source's </s> where there are two vocabularies; config.json has the right one.
        assert bundle.target_tokenizer.ids(text) == target[:-1]

    compare()
    assert seen_unknown


def test_a_translation_reads_as_theirs(tmp_path):
    folder = make_folder(tmp_path / "model", end_first=False)
    bundle, other, tokenizer = load_marian(folder), reference(folder), reference_tokenizer(folder)
    for text in ENGLISH:
        *_, finished = bundle_translator(bundle, torch.device("cpu")).translate([text], DecodingSettings())
        best = finished.hypotheses[0][0]
        source = tokenizer(text)["input_ids"]
        config = bundle.model.config
        ids = other.generate(
            torch.tensor([source]),
            num_beams=1,
            do_sample=False,
            max_length=None,
            max_new_tokens=min(len(source) - 1 + 50, config.max_positions),
            forced_eos_token_id=None,
        )[0, 1:]
        assert list(best.ids) == ids.tolist()
        # theirs leaves <unk> out of a text, ours shows where it stands
        if config.unknown_id not in best.ids:
            assert best.text == tokenizer.decode(ids, skip_special_tokens=True)


def test_a_target_language_is_a_piece_before_the_text(tmp_path):
    folder = make_folder(tmp_path / "opus-mt-en-mul", languages=True)
    bundle, tokenizer = load_marian(folder), reference_tokenizer(folder)
    assert bundle.target_languages == ("cmn_Hans", "deu", "fra")
    reader = BundleReader(bundle)
    wanted = tokenizer(f">>fra<< {ENGLISH[0]}")["input_ids"]
    for text, chosen in ((ENGLISH[0], "fra"), (f">>fra<< {ENGLISH[0]}", "")):
        ids = [piece.id for piece in reader.source(text, DecodingSettings(target_language=chosen))]
        assert ids == wanted
    for text, chosen in ((ENGLISH[0], "xyz"), (f">>xyz<< {ENGLISH[0]}", "")):
        with pytest.raises(UserError, match="xyz"):
            reader.source(text, DecodingSettings(target_language=chosen))
    # Quotation marks are no language: never with words that no code looks like, nor where a language was chosen.
    for text, chosen in ((f">>Some words<< {ENGLISH[0]}", ""), (f">>der<< {ENGLISH[0]}", "fra")):
        assert not reader.names_language(text) or chosen
        language, *pieces, _ = reader.source(text, DecodingSettings(target_language=chosen))
        assert language.piece == f">>{chosen or 'fra'}<<"  # the one used last
        assert (pieces[0].start, pieces[-1].end) == (0, len(text))


def test_name_languages_card_and_head(tmp_path):
    folder = make_folder(tmp_path / "opus-mt-en-de")
    (folder / "README.md").write_text("# A card")
    bundle = load_marian(folder)
    assert (bundle.name, bundle.family, bundle.card) == ("opus-mt-en-de", "Marian", "# A card")
    assert (bundle.source_language, bundle.target_language) == ("English", "German")
    assert bundle.alignment_head == (2, 0)
    assert bundle.differences and all(str(told).endswith(".") for told in bundle.differences)
    folder.rename(tmp_path / "mine")
    bundle = load_marian(tmp_path / "mine")  # now tokenizer_config.json tells the languages
    assert (bundle.name, bundle.source_language, bundle.target_language) == ("mine", "English", "German")
    cached = tmp_path / "models--Helsinki-NLP--opus-mt-fr-en" / "snapshots" / "3f2a9c"
    cached.parent.mkdir(parents=True)
    (tmp_path / "mine").rename(cached)
    bundle = load_marian(cached)
    assert (bundle.name, bundle.source_language, bundle.target_language) == ("opus-mt-fr-en", "French", "English")


@pytest.mark.parametrize("separate", [False, True])
def test_it_is_a_bundle_like_any_other(tmp_path, separate):
    bundle = load_marian(make_folder(tmp_path / "model", separate=separate, bias=True, end_first=False))
    save_bundle(bundle, tmp_path / "ours")
    again = load_bundle(tmp_path / "ours")
    assert again.model.config == bundle.model.config
    sources, targets = texts_as_ids(bundle)
    source = padded(sources, bundle.model.config.source_pad_id)
    target = padded(targets, bundle.model.config.pad_id)
    with torch.inference_mode():
        logits = [one.model.logits(one.model(source, target)) for one in (again, bundle)]
    assert torch.equal(*logits)
    for text in ENGLISH + GERMAN:
        assert again.source_tokenizer.encode(text) == bundle.source_tokenizer.encode(text)
        assert again.target_tokenizer.ids(text) == bundle.target_tokenizer.ids(text)


# ---- what is refused


def edit_vocabulary(folder: Path, change) -> None:
    path = folder / "vocab.json"
    vocabulary = json.loads(path.read_text())
    change(vocabulary)
    path.write_text(json.dumps(vocabulary))


def edit_tensors(folder: Path, change) -> None:
    tensors = tensors_of(folder)
    change(tensors)
    write_tensors(folder, tensors)


REQUIRED = (
    *("vocab_size", "d_model", "encoder_layers", "decoder_layers", "max_position_embeddings", "scale_embedding"),
    *("encoder_attention_heads", "decoder_attention_heads", "encoder_ffn_dim", "decoder_ffn_dim"),
    *("activation_function", "pad_token_id", "eos_token_id", "decoder_start_token_id"),
)
FC = "model.encoder.layers.0.fc1.weight"
BROKEN: dict[str, Any] = {
    **{f"without {key}": (lambda f, key=key: edit_config(f, **{key: None})) for key in REQUIRED},
    **{f"{key} a text": (lambda f, key=key: edit_config(f, **{key: "2 2"})) for key in REQUIRED},
    "heads that differ": lambda f: edit_config(f, decoder_attention_heads=2),
    "inner sizes that differ": lambda f: edit_config(f, decoder_ffn_dim=48),
    "an activation we lack": lambda f: edit_config(f, activation_function="gelu_new"),
    "quantized": lambda f: edit_config(f, quantization_config={"bits": 4}),
    "another kind": lambda f: edit_config(f, model_type="bart"),
    "two ends": lambda f: edit_config(f, eos_token_id=[0, 1]),
    "an end outside": lambda f: edit_config(f, eos_token_id=10**6),
    "a width of nothing": lambda f: edit_config(f, d_model=0),
    "an endless model": lambda f: edit_config(f, encoder_layers=10**9),
    "endless positions": lambda f: edit_config(f, max_position_embeddings=2**30),
    "more layers": lambda f: edit_config(f, decoder_layers=4),
    "fewer layers": lambda f: edit_config(f, encoder_layers=1),
    "another width": lambda f: edit_config(f, d_model=32),
    "heads that do not divide": lambda f: edit_config(f, encoder_attention_heads=3, decoder_attention_heads=3),
    "a vocabulary too large": lambda f: edit_config(f, vocab_size=500, decoder_vocab_size=500),
    "two vocabularies and one file": lambda f: edit_config(f, decoder_vocab_size=30),
    "no config": lambda f: (f / "config.json").unlink(),
    "no vocabulary": lambda f: (f / "vocab.json").unlink(),
    "no source.spm": lambda f: (f / "source.spm").unlink(),
    "target.spm damaged": lambda f: (f / "target.spm").write_bytes(b"nonsense"),
    "a vocabulary without <unk>": lambda f: edit_vocabulary(f, lambda v: v.pop("<unk>")),
    "an id outside": lambda f: edit_vocabulary(f, lambda v: v.update({"▁the": 10**9})),
    "an id that is none": lambda f: edit_vocabulary(f, lambda v: v.update({"▁the": "1"})),
    "no weights": lambda f: (f / "model.safetensors").unlink(),
    "a tensor missing": lambda f: edit_tensors(f, lambda t: t.pop(FC)),
    "a tensor too many": lambda f: edit_tensors(f, lambda t: t.update(extra=torch.ones(2))),
    "a norm after the embeddings": lambda f: edit_tensors(
        f, lambda t: t.update({"model.encoder.layernorm_embedding.weight": torch.ones(16)})
    ),
    "a wrong shape": lambda f: edit_tensors(f, lambda t: t.update({FC: torch.ones(24, 15)})),
    "whole numbers": lambda f: edit_tensors(f, lambda t: t.update({FC: torch.ones(24, 16, dtype=torch.int64)})),
    "not finite": lambda f: edit_tensors(f, lambda t: t[FC].fill_(float("inf"))),
    "a bias of another size": lambda f: edit_tensors(f, lambda t: t.update(final_logits_bias=torch.ones(1, 7))),
    "positions of another length": lambda f: edit_tensors(
        f, lambda t: t.update({"model.encoder.embed_positions.weight": torch.ones(7, 16)})
    ),
    "positions of one stack": lambda f: edit_tensors(
        f, lambda t: t.update({"model.encoder.embed_positions.weight": torch.ones(64, 16)})
    ),
    "no tensor at all": lambda f: (f / "model.safetensors").write_bytes(b"\x02\0\0\0\0\0\0\0{}"),
}


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_folder(tmp_path_factory.mktemp("marian") / "whole")


def copied(whole: Path, folder: Path) -> Path:
    folder.mkdir()
    for file in whole.iterdir():
        (folder / file.name).write_bytes(file.read_bytes())
    return folder


@pytest.mark.parametrize("kind", BROKEN)
def test_a_broken_folder_is_refused_in_one_sentence(tmp_path, whole, kind):
    folder = copied(whole, tmp_path / "model")
    load_marian(folder)
    BROKEN[kind](folder)
    with pytest.raises(UserError) as refused:
        load_marian(folder)
    message = str(refused.value)
    assert "\n" not in message and len(message) < 500 and message.endswith(".")


def test_separate_vocabularies_need_their_special_pieces(tmp_path):
    folder = make_folder(tmp_path / "model", separate=True)
    source, target = vocabularies(True, True, False, 0)
    del source["</s>"]
    write_vocabularies(folder, source, target)
    with pytest.raises(UserError, match="</s>"):
        load_marian(folder)


def test_flipped_bits_never_crash(tmp_path, whole):
    folder = copied(whole, tmp_path / "model")
    generator = random.Random(3)
    files = ["config.json", "vocab.json", "source.spm", "model.safetensors"]
    originals = {name: (folder / name).read_bytes() for name in files}
    refused = 0
    for _ in range(80):
        name = generator.choice(files)
        content = bytearray(originals[name])
        content[generator.randrange(min(len(content), 4000))] ^= 1 << generator.randrange(8)
        (folder / name).write_bytes(bytes(content))
        try:
            load_marian(folder)
        except UserError as error:
            refused += 1
            assert "\n" not in str(error)
        finally:
            (folder / name).write_bytes(originals[name])
    assert refused > 20
