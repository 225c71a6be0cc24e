"""Chinese: a written word is one character, or a figure with what touches it."""

from __future__ import annotations

from turncast.script.spoken.lexicon import Lexicon, counted, table

WORDS = Lexicon(
    language="zh",
    dot="点",
    at="艾特",
    slash="斜杠",
    dash="横杠",
    underscore="下划线",
    to="到",
    clock="{}点{}分",
    full_hour="{}点",
    months=tuple(f"{month}月" for month in range(1, 13)),
    date="{year}年{month}{day}日",
    signs=table("""
        & 和; + 加; = 等于; % 百分之; $ 美元; £ 英镑; € 欧元; ¥ 元; @ 艾特; × 乘; ° 度; ± 正负; ÷ 除以
        ‰ 千分之; § 第; ≤ 小于等于; ≥ 大于等于; ≠ 不等于; √ 根号; ∞ 无穷大; → 到; ⇒ 推出; ≈ 约等于; № 第; ∑ 求和; ∏ 连乘
        ∫ 积分; ∇ 纳布拉; ∆ 德尔塔; ∂ 偏
        ∈ 属于; ∉ 不属于; ⊂ 包含于; ⊆ 包含于; ∪ 并; ∩ 交; ∀ 对任意; ∃ 存在; ¬ 非; ∧ 与; ∨ 或; ∅ 空集; ≡ 恒等于; ≪ 远小于
        ≫ 远大于; ∝ 正比于; ∴ 所以; ⇔ 当且仅当; ′ 撇
    """),
    before_number=table("< 小于; > 大于; ~ 约; ≈ 约; − 负; # 第; № 第; ± 正负"),
    between_numbers=table("""
        × 乘; + 加; = 等于; − 减; ÷ 除以; & 和; < 小于; > 大于
        ⋅ 乘; · 乘
    """),
    coins=counted("¥ 元; $ 美元; £ 英镑; € 欧元"),
    large=table("万 万; 亿 亿; 千 千; 百 百"),
    grouped=",",
    fractions=table("½ 二分之一; ⅓ 三分之一; ⅔ 三分之二; ¼ 四分之一; ¾ 四分之三; ⅛ 八分之一"),
    and_fraction=table("½ 又二分之一; ⅓ 又三分之一; ⅔ 又三分之二; ¼ 又四分之一; ¾ 又四分之三; ⅛ 又八分之一"),
    units=counted("""
        km 公里; m 米; cm 厘米; mm 毫米; kg 公斤; g 克; mg 毫克; l 升; ml 毫升; km/h 公里每小时; m² 平方米; km² 平方公里
        GB GB; MB MB; ° 度; °C 摄氏度; °F 华氏度
        ′ 英尺; ″ 英寸; °′ 分; °″ 秒
    """),
    percent_before="百分之",
    powers=table("² 的平方; ³ 的立方"),
    power="的{}次方",
    derivative="{} 对 {} 的偏导数",
    per=table("""
        s 每秒; s² 每二次方秒; h 每小时; min 每分钟; m² 每平方米; m³ 每立方米; kg 每公斤; l 每升; km 每公里
    """),
)
