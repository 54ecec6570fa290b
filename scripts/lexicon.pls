<?xml version="1.0" encoding="UTF-8"?>
<!--
  How the names of this show are said. Each lexeme has the spellings of a word (grapheme, as it
  stands in the scripts, capitals and all) and how it is said: in IPA (phoneme) for the voices that
  read it, in other words (alias) for those that do not. An entry holds wherever its word stands in
  English text; [word]{say="…"} in a script wins over it. What is still missing: passage names
-->
<lexicon version="1.0" alphabet="ipa" xml:lang="en"
         xmlns="http://www.w3.org/2005/01/pronunciation-lexicon">

  <!-- People. The Korean sounds are those of Standard Korean, as near as English has them. -->
  <lexeme>
    <grapheme>Il-Lyong</grapheme>
    <grapheme>Il Lyong</grapheme>
    <phoneme>ɪlˈljɔːŋ</phoneme>
    <alias>ill-lyong</alias>
  </lexeme>
  <lexeme>
    <grapheme>Haneul</grapheme>
    <phoneme>ˈhɑːnʊl</phoneme>
    <alias>hah-nool</alias>
  </lexeme>
  <lexeme>
    <grapheme>Doohyun</grapheme>
    <phoneme>ˈduːhjʌn</phoneme>
    <alias>doo-hyun</alias>
  </lexeme>
  <lexeme>
    <grapheme>GeumHyok</grapheme>
    <grapheme>Geumhyok</grapheme>
    <grapheme>Geum Hyok</grapheme>
    <phoneme>ˈɡʊmhjʌk</phoneme>
    <alias>goom-hyuck</alias>
  </lexeme>
  <lexeme>
    <grapheme>Danbi</grapheme>
    <phoneme>ˈdɑːnbi</phoneme>
    <alias>dahn-bee</alias>
  </lexeme>
  <lexeme>
    <grapheme>Kim Il Sung</grapheme>
    <phoneme>ˈkɪm ˈɪl ˈsʌŋ</phoneme>
    <alias>kim ill sung</alias>
  </lexeme>
  <lexeme>
    <grapheme>Kim Jong Un</grapheme>
    <phoneme>ˈkɪm ˈdʒʌŋ ˈʊn</phoneme>
    <alias>kim jung oon</alias>
  </lexeme>

  <!-- Places -->
  <lexeme>
    <grapheme>Hamgyong</grapheme>
    <phoneme>ˈhɑːmɡjʌŋ</phoneme>
    <alias>hahm-gyung</alias>
  </lexeme>
  <lexeme>
    <grapheme>Tumen</grapheme>
    <phoneme>ˈtuːmʌn</phoneme>
    <alias>too-mun</alias>
  </lexeme>
  <lexeme>
    <grapheme>Yangpyeong</grapheme>
    <phoneme>ˈjɑːŋpjʌŋ</phoneme>
    <alias>yahng-pyung</alias>
  </lexeme>
  <lexeme>
    <grapheme>Incheon</grapheme>
    <phoneme>ˈɪntʃʌn</phoneme>
    <alias>in-chun</alias>
  </lexeme>
  <lexeme>
    <grapheme>Seoul</grapheme>
    <phoneme>ˈsoʊl</phoneme>
    <alias>soul</alias>
  </lexeme>

  <!-- Words -->
  <lexeme>
    <grapheme>juche</grapheme>
    <grapheme>Juche</grapheme>
    <phoneme>ˈdʒuːtʃeɪ</phoneme>
    <alias>joo-cheh</alias>
  </lexeme>
  <lexeme>
    <grapheme>unni</grapheme>
    <grapheme>Unni</grapheme>
    <phoneme>ˈʌnni</phoneme>
    <alias>un-nee</alias>
  </lexeme>
</lexicon>
