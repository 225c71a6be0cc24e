"""Japanese: a written word is one character, or a figure with what touches it."""

from __future__ import annotations

from turncast.script.spoken.lexicon import Lexicon, counted, table

WORDS = Lexicon(
    language="ja",
    dot="ドット",
    at="アットマーク",
    slash="スラッシュ",
    dash="ハイフン",
    underscore="アンダーバー",
    to="から",
    clock="{}時{}分",
    full_hour="{}時",
    months=tuple(f"{month}月" for month in range(1, 13)),
    date="{year}年{month}{day}日",
    signs=table("""
        & アンド; + プラス; = イコール; % パーセント; $ ドル; £ ポンド
        € ユーロ; ¥ 円; @ アットマーク; × かける; ° 度; ± プラスマイナス; ÷ 割る
        ‰ パーミル; § セクション; ≤ 小なりイコール; ≥ 大なりイコール; ≠ ノットイコール; √ ルート; ∞ 無限大; → から; ⇒ ならば
        ≈ ほぼ; № ナンバー; ∑ シグマ; ∏ 総乗; ∫ インテグラル
        ∇ ナブラ; ∆ デルタ; ∂ ラウンドディー; ∈ は次に属する; ∉ は次に属さない; ⊂ は次の部分集合; ⊆ は次の部分集合; ∪ または
        ∩ かつ; ∀ すべての; ∃ ある; ¬ でない; ∧ かつ; ∨ または
        ∅ 空集合; ≡ 合同; ≪ はるかに小なり; ≫ はるかに大なり; ∝ は次に比例する; ∴ ゆえに; ⇔ 同値; ′ プライム
    """),
    before_number=table("~ 約; ≈ 約; − マイナス; # ナンバー; № ナンバー; ± プラスマイナス"),
    between_numbers=table("""
        × かける; + 足す; = イコール; − 引く; ÷ 割る; & アンド; < 小なり; > 大なり
        ⋅ かける; · かける
    """),
    after_number=table("% パーセント"),
    coins=counted("¥ 円; $ ドル; £ ポンド; € ユーロ"),
    large=table("万 万; 億 億; 千 千; 兆 兆"),
    grouped=",",
    fractions=table("½ 2分の1; ⅓ 3分の1; ⅔ 3分の2; ¼ 4分の1; ¾ 4分の3; ⅛ 8分の1"),
    and_fraction=table("½ と2分の1; ⅓ と3分の1; ⅔ と3分の2; ¼ と4分の1; ¾ と4分の3; ⅛ と8分の1"),
    units=counted("""
        % パーセント; km キロメートル; m メートル; cm センチメートル; mm ミリメートル; kg キログラム; g グラム
        mg ミリグラム; l リットル; ml ミリリットル
        km/h キロメートル毎時; m² 平方メートル; km² 平方キロメートル; GB ギガバイト; MB メガバイト; TB テラバイト; ° 度
        °C 度; °F 華氏度
        ′ フィート; ″ インチ; °′ 分; °″ 秒
    """),
    powers=table("² の2乗; ³ の3乗"),
    power="の{}乗",
    derivative="{} の {} による偏微分",
    per=table("""
        s 毎秒; s² 毎秒毎秒; h 毎時; min 毎分; m² 毎平方メートル; m³ 毎立方メートル; kg 毎キログラム; l 毎リットル
        km 毎キロメートル
    """),
)
