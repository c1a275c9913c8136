// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/composed.h"

#include "base/text.h"

#include <algorithm>
#include <array>

namespace glassnet {

namespace {

/// Letters that a mark goes with, each followed by the letter with the mark.
struct ComposedLetters {
    char32_t mark;
    std::u32string_view pairs;
};

// Unicode 14.0.0: Latin, Greek, Cyrillic, kana.
constexpr std::array composed_letters{
    ComposedLetters{0x0300, U"AÀEÈIÌOÒUÙaàeèiìoòuùÜǛüǜNǸnǹЕЀИЍеѐиѝĒḔēḕŌṐōṑWẀwẁÂẦâầĂẰăằÊỀêềÔỒôồƠỜơờƯỪưừYỲyỳ"},
    ComposedLetters{
        0x0301,
        U"AÁEÉIÍOÓUÚYÝaáeéiíoóuúyýCĆcćLĹlĺNŃnńRŔrŕSŚsśZŹzźÜǗüǘGǴgǵÅǺåǻÆǼæǽØǾøǿ¨΅ΑΆΕΈΗΉΙΊΟΌΥΎΩΏϊΐαάεέηήιίϋΰοόυ"
        U"ύωώϒϓГЃКЌгѓкќÇḈçḉĒḖēḗÏḮïḯKḰkḱMḾmḿÕṌõṍŌṒōṓPṔpṕŨṸũṹWẂwẃÂẤâấĂẮăắÊẾêếÔỐôốƠỚơớƯỨưứ"},
    ComposedLetters{0x0302, U"AÂEÊIÎOÔUÛaâeêiîoôuûCĈcĉGĜgĝHĤhĥJĴjĵSŜsŝWŴwŵYŶyŷZẐzẑẠẬạậẸỆẹệỌỘọộ"},
    ComposedLetters{0x0303, U"AÃNÑOÕaãnñoõIĨiĩUŨuũVṼvṽÂẪâẫĂẴăẵEẼeẽÊỄêễÔỖôỗƠỠơỡƯỮưữYỸyỹ"},
    ComposedLetters{0x0304, U"AĀaāEĒeēIĪiīOŌoōUŪuūÜǕüǖÄǞäǟȦǠȧǡÆǢæǣǪǬǫǭÖȪöȫÕȬõȭȮȰȯȱYȲyȳИӢиӣУӮуӯGḠgḡḶḸḷḹṚṜṛṝ"},
    ComposedLetters{0x0306, U"AĂaăEĔeĕGĞgğIĬiĭOŎoŏUŬuŭУЎИЙийуўЖӁжӂАӐаӑЕӖеӗȨḜȩḝẠẶạặ"},
    ComposedLetters{
        0x0307,
        U"CĊcċEĖeėGĠgġIİZŻzżAȦaȧOȮoȯBḂbḃDḊdḋFḞfḟHḢhḣMṀmṁNṄnṅPṖpṗRṘrṙSṠsṡŚṤśṥŠṦšṧṢṨṣṩTṪtṫWẆwẇXẊxẋYẎyẏſẛ"},
    ComposedLetters{0x0308,
                    U"AÄEËIÏOÖUÜaäeëiïoöuüyÿYŸΙΪΥΫιϊυϋϒϔЕЁІЇеёіїАӒаӓӘӚәӛЖӜжӝЗӞзӟИӤиӥОӦоӧӨӪөӫЭӬэӭУӰуӱЧӴчӵЫӸыӹH"
                    U"ḦhḧÕṎõṏŪṺūṻWẄwẅXẌxẍtẗ"},
    ComposedLetters{0x0309, U"AẢaảÂẨâẩĂẲăẳEẺeẻÊỂêểIỈiỉOỎoỏÔỔôổƠỞơởUỦuủƯỬưửYỶyỷ"},
    ComposedLetters{0x030A, U"AÅaåUŮuůwẘyẙ"},
    ComposedLetters{0x030B, U"OŐoőUŰuűУӲуӳ"},
    ComposedLetters{0x030C, U"CČcčDĎdďEĚeěLĽlľNŇnňRŘrřSŠsšTŤtťZŽzžAǍaǎIǏiǐOǑoǒUǓuǔÜǙüǚGǦgǧKǨkǩƷǮʒǯjǰHȞhȟ"},
    ComposedLetters{0x030F, U"AȀaȁEȄeȅIȈiȉOȌoȍRȐrȑUȔuȕѴѶѵѷ"},
    ComposedLetters{0x0311, U"AȂaȃEȆeȇIȊiȋOȎoȏRȒrȓUȖuȗ"},
    ComposedLetters{0x031B, U"OƠoơUƯuư"},
    ComposedLetters{0x0323,
                    U"BḄbḅDḌdḍHḤhḥKḲkḳLḶlḷMṂmṃNṆnṇRṚrṛSṢsṣTṬtṭVṾvṿWẈwẉZẒzẓAẠaạEẸeẹIỊiịOỌoọƠỢơợUỤuụƯỰưựYỴyỵ"},
    ComposedLetters{0x0324, U"UṲuṳ"},
    ComposedLetters{0x0325, U"AḀaḁ"},
    ComposedLetters{0x0326, U"SȘsșTȚtț"},
    ComposedLetters{0x0327, U"CÇcçGĢgģKĶkķLĻlļNŅnņRŖrŗSŞsşTŢtţEȨeȩDḐdḑHḨhḩ"},
    ComposedLetters{0x0328, U"AĄaąEĘeęIĮiįUŲuųOǪoǫ"},
    ComposedLetters{0x032D, U"DḒdḓEḘeḙLḼlḽNṊnṋTṰtṱUṶuṷ"},
    ComposedLetters{0x032E, U"HḪhḫ"},
    ComposedLetters{0x0330, U"EḚeḛIḬiḭUṴuṵ"},
    ComposedLetters{0x0331, U"BḆbḇDḎdḏKḴkḵLḺlḻNṈnṉRṞrṟTṮtṯZẔzẕhẖ"},
    ComposedLetters{
        0x3099,
        U"かがきぎくぐけげこごさざしじすずせぜそぞただちぢつづてでとどはばひびふぶへべほぼうゔゝゞカガキギク"
        U"グケゲコゴサザシジスズセゼソゾタダチヂツヅテデトドハバヒビフブヘベホボウヴワヷヰヸヱヹヲヺヽヾ"},
    ComposedLetters{0x309A, U"はぱひぴふぷへぺほぽハパヒピフプヘペホポ"},
};

// Korean syllables are computed: Unicode, section 3.12.
constexpr char32_t first_lead = 0x1100, first_vowel = 0x1161, first_tail = 0x11A7, first_syllable = 0xAC00;
constexpr char32_t leads = 19, vowels = 21, tails = 28;

/// Returns the letter that two are together, 0 where they stay two.
char32_t joined(char32_t letter, char32_t next) {
    if (letter >= first_lead && letter < first_lead + leads && next >= first_vowel &&
        next < first_vowel + vowels)
        return first_syllable + ((letter - first_lead) * vowels + (next - first_vowel)) * tails;
    const bool is_open = letter >= first_syllable && letter < first_syllable + leads * vowels * tails &&
                         (letter - first_syllable) % tails == 0;
    if (is_open && next > first_tail && next < first_tail + tails) return letter + (next - first_tail);
    const auto* const found = std::ranges::find(composed_letters, next, &ComposedLetters::mark);
    if (found == composed_letters.end()) return 0;
    for (std::size_t i = 0; i < found->pairs.size(); i += 2)
        if (found->pairs[i] == letter) return found->pairs[i + 1];
    return 0;
}

/// Takes the first letter off a text; bytes that are no UTF-8 become letters beyond Unicode.
char32_t take_letter(std::string_view& text) {
    constexpr char32_t beyond_unicode = 0x110000;
    const auto byte = static_cast<unsigned char>(text[0]);
    const auto [letter, bytes] = first_letter(text);
    text.remove_prefix(std::max<std::size_t>(1, bytes));
    return bytes > 0 ? letter : beyond_unicode + byte;
}

}  // namespace

std::u32string composed(std::string_view text) {
    std::u32string letters;
    while (!text.empty()) {
        const char32_t next = take_letter(text);
        const char32_t both = letters.empty() ? 0 : joined(letters.back(), next);
        if (both != 0)
            letters.back() = both;
        else
            letters += next;
    }
    return letters;
}

}  // namespace glassnet
