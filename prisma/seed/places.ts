/** A country as visitors of a trade fair come from it. Names are `written:latin` where mail addresses need another script. */
export type Place = {
  country: string;
  language: string;
  weight: number;
  dialling: string;
  women: readonly string[];
  men: readonly string[];
  families: readonly string[];
  /** between first and last name, where such are used */
  prefixes?: readonly string[];
  /** [city, postal code in which # is a digit and @ a letter] */
  cities: readonly (readonly [string, string])[];
  streets: readonly string[];
  companies: readonly string[];
};

const list = (text: string): string[] => text.split(", ");

export const places: readonly Place[] = [
  {
    country: "NL", language: "nl", weight: 26, dialling: "+31",
    women: list("Anouk, Femke, Lotte, Sanne, Marijke, Noor, Roos, Willemijn, Eefje, Zoë"),
    men: list("Bram, Daan, Jeroen, Joost, Maarten, Pieter, Ruben, Sjoerd, Thijs, Wouter"),
    families: list("Bakker, Visser, Smit, Meijer, Dijkstra, Hoekstra, Kuiper, Brouwer, Jansen, Postma, Veenstra, IJsselstein"),
    prefixes: list("van, de, van der, van den, ten"),
    cities: [["Rotterdam", "30## @@"], ["Amsterdam", "10## @@"], ["Utrecht", "35## @@"], ["Groningen", "97## @@"], ["’s-Hertogenbosch", "52## @@"], ["Súdwest-Fryslân", "86## @@"]],
    streets: list("Havenstraat, Kerkstraat, Westzeedijk, Prins Hendrikkade, Molenweg"),
    companies: list("Waterbouw Zuid:waterbouwzuid, Deltapomp BV:deltapomp, Van der Meer & Zonen:vandermeer, Polderenergie:polderenergie, Gemaal Techniek:gemaaltechniek, Kustlijn Advies:kustlijn"),
  },
  {
    country: "DE", language: "de", weight: 18, dialling: "+49",
    women: list("Anneliese, Björk, Franziska, Jördis, Käthe, Leonie, Mareike, Svenja, Ulrike, Wiebke"),
    men: list("Andreas, Dieter, Florian, Jürgen, Kai-Uwe, Lothar, Matthias, Rüdiger, Sören, Volker"),
    families: list("Müller, Schröder, Weiß, Größmann, Krüger, Schäfer, Köhler, Bäcker, Straßburger, Lehmann, Vogt, Hübner"),
    prefixes: list("von, zu"),
    cities: [["Hamburg", "20###"], ["München", "80###"], ["Köln", "50###"], ["Düsseldorf", "40###"], ["Görlitz", "028##"]],
    streets: list("Hauptstraße, Hafenstraße, Königsallee, Am Mühlenbach, Gärtnerweg"),
    companies: list("Küstenschutz GmbH:kuestenschutz, Rohrleitungsbau Nord AG:rohrleitungsbau, Öko-Energie Süd:oekoenergie, Pumpen Weiß KG:pumpenweiss, Strömungstechnik Krüger:stroemung"),
  },
  {
    country: "GB", language: "en", weight: 10, dialling: "+44",
    women: list("Abigail, Charlotte, Eleanor, Imogen, Niamh, Olivia, Priya, Siobhán"),
    men: list("Alistair, Callum, Edward, Gareth, Hamish, Oliver, Rhys, Toby"),
    families: list("Ashworth, Brown, Davies, Fitzgerald, Hughes, MacDonald, O’Neill, Patel, Smythe-Jones, Thompson"),
    cities: [["London", "SW# #@@"], ["Hull", "HU# #@@"], ["Bristol", "BS# #@@"], ["Edinburgh", "EH# #@@"]],
    streets: list("High Street, Quayside, Victoria Road, Mill Lane"),
    companies: list("Tidewater & Sons Ltd:tidewater, Humber Turbines plc:humberturbines, Severn Flow Controls:severnflow, Clearbrook Utilities:clearbrook"),
  },
  {
    country: "FR", language: "fr", weight: 8, dialling: "+33",
    women: list("Amélie, Cécile, Éloïse, Françoise, Hélène, Maëlle, Noémie, Zoé"),
    men: list("Benoît, Cédric, Étienne, François, Jérôme, Loïc, Rémi, Thibault"),
    families: list("Lefèvre, Dubois, Gauthier, Lévêque, Martin, Noël, Perrault, Bœuf, Garçon, L’Hermitte"),
    prefixes: list("de, du, d’"),
    cities: [["Paris", "750##"], ["Lyon", "690##"], ["Le Havre", "766##"], ["Nîmes", "300##"], ["Besançon", "250##"]],
    streets: list("rue de l’Église, avenue du Général Leclerc, quai François Mauriac, boulevard des Écoles"),
    companies: list("Société des Eaux Réunies:eauxreunies, Énergies Marines SA:energiesmarines, Hydrolœuvre:hydroloeuvre, Béton & Rivières:betonrivieres"),
  },
  {
    country: "PL", language: "pl", weight: 6, dialling: "+48",
    women: list("Agnieszka, Małgorzata, Grażyna, Łucja, Zofia, Żaneta"),
    men: list("Bogusław, Grzegorz, Krzysztof, Łukasz, Michał, Zbigniew"),
    families: list("Wiśniewski, Wójcik, Kowalczyk, Dąbrowski, Łęcki, Szczęsny, Brzęczyszczykiewicz, Żak"),
    cities: [["Gdańsk", "80-###"], ["Łódź", "90-###"], ["Kraków", "30-###"], ["Świnoujście", "72-###"]],
    streets: list("ul. Długa, ul. Żeglarska, al. Jana Pawła II, ul. Świętojańska"),
    companies: list("Wodociągi Północ:wodociagi, Stocznia Gdańska Nowa:stocznia, Źródło Energii sp. z o.o.:zrodlo"),
  },
  {
    country: "TR", language: "tr", weight: 3, dialling: "+90",
    women: list("Ayşe, Çiğdem, Gülşen, İpek, Özlem, Şule"),
    men: list("Barış, Çağrı, İsmail, Oğuz, Ömer, Şükrü"),
    families: list("Yılmaz, Çelik, Öztürk, Şahin, Kılıç, Güneş, Işık"),
    cities: [["İstanbul", "34###"], ["İzmir", "35###"], ["Muğla", "48###"]],
    streets: list("Atatürk Caddesi, İstiklal Caddesi, Çınar Sokak"),
    companies: list("Boğaziçi Su Teknolojileri:bogazicisu, Işık Enerji A.Ş.:isikenerji"),
  },
  {
    country: "GR", language: "el", weight: 3, dialling: "+30",
    women: list("Ελένη:eleni, Κατερίνα:katerina, Σοφία:sofia, Χρυσούλα:chrysoula"),
    men: list("Γιώργος:giorgos, Νικόλαος:nikolaos, Δημήτρης:dimitris, Θεόδωρος:theodoros"),
    families: list("Παπαδόπουλος:papadopoulos, Οικονόμου:oikonomou, Καραγιάννης:karagiannis, Ψαράς:psaras, Ξενάκης:xenakis"),
    cities: [["Αθήνα", "1## ##"], ["Θεσσαλονίκη", "54# ##"], ["Πειραιάς", "185 ##"]],
    streets: list("Λεωφόρος Συγγρού, Ακτή Μιαούλη, Οδός Ερμού"),
    companies: list("Αιγαίο Ενέργεια ΑΕ:aigaioenergeia, Υδροδυναμική ΕΠΕ:ydrodynamiki"),
  },
  {
    country: "UA", language: "uk", weight: 3, dialling: "+380",
    women: list("Оксана:oksana, Юлія:yuliia, Ірина:iryna, Соломія:solomiia"),
    men: list("Андрій:andrii, Богдан:bohdan, Євген:yevhen, Олексій:oleksii"),
    families: list("Шевченко:shevchenko, Коваленко:kovalenko, Бойко:boiko, Їжакевич:yizhakevych, Ґудзь:gudz"),
    cities: [["Київ", "01###"], ["Одеса", "65###"], ["Львів", "79###"]],
    streets: list("вул. Хрещатик, вул. Дерибасівська, просп. Свободи"),
    companies: list("Дніпро Гідро ТОВ:dniprohydro, Чорноморський порт:blackseaport"),
  },
  {
    country: "BG", language: "bg", weight: 1, dialling: "+359",
    women: list("Иванка:ivanka, Мария:maria, Цветелина:tsvetelina"),
    men: list("Георги:georgi, Димитър:dimitar, Христо:hristo"),
    families: list("Иванов:ivanov, Петров:petrov, Димитрова:dimitrova, Ангелов:angelov"),
    cities: [["София", "1###"], ["Варна", "9###"]],
    streets: list("бул. Витоша, ул. Шипка"),
    companies: list("Дунав Енергия ООД:dunavenergia"),
  },
  {
    country: "AE", language: "ar", weight: 4, dialling: "+971",
    women: list("فاطمة:fatima, مريم:mariam, عائشة:aisha, نورة:noura, هند:hind"),
    men: list("محمد:mohammed, أحمد:ahmed, خالد:khalid, سلطان:sultan, يوسف:yousef"),
    families: list("المنصوري:almansoori, الهاشمي:alhashimi, الشامسي:alshamsi, الزعابي:alzaabi, النعيمي:alnuaimi"),
    cities: [["دبي", "00000"], ["أبو ظبي", "00000"], ["الشارقة", "00000"]],
    streets: list("شارع الشيخ زايد, شارع الكورنيش, شارع الخليج العربي"),
    companies: list("شركة الخليج للمياه:gulfwater, واحة الطاقة ش.م.م:energyoasis, موانئ الساحل:coastports"),
  },
  {
    country: "EG", language: "ar", weight: 2, dialling: "+20",
    women: list("سلمى:salma, ياسمين:yasmin, منى:mona"),
    men: list("عمر:omar, كريم:karim, مصطفى:mostafa"),
    families: list("عبد الرحمن:abdelrahman, السيد:elsayed, حسين:hussein, البنا:elbanna"),
    cities: [["القاهرة", "11###"], ["الإسكندرية", "21###"]],
    streets: list("شارع التحرير, طريق الجيش"),
    companies: list("النيل للهندسة المائية:nilehydraulics, الدلتا للطاقة:deltaenergy"),
  },
  {
    country: "CN", language: "zh", weight: 6, dialling: "+86",
    women: list("丽华:lihua, 秀英:xiuying, 雨桐:yutong, 欣怡:xinyi, 静:jing"),
    men: list("伟:wei, 建国:jianguo, 子轩:zixuan, 浩然:haoran, 明:ming"),
    families: list("王:wang, 李:li, 张:zhang, 刘:liu, 陈:chen, 欧阳:ouyang, 司马:sima"),
    cities: [["上海市", "2000##"], ["北京市", "1000##"], ["深圳市", "5180##"], ["青岛市", "2660##"]],
    streets: list("南京东路, 中山北路, 海港大道, 科技园路"),
    companies: list("东海水务科技有限公司:donghaiwater, 长江泵业集团:yangtzepumps, 蓝天新能源股份有限公司:lantian"),
  },
  {
    country: "JP", language: "ja", weight: 4, dialling: "+81",
    women: list("陽子:yoko, 美咲:misaki, さくら:sakura, 恵子:keiko"),
    men: list("健太:kenta, 大輔:daisuke, 翔:sho, 直樹:naoki"),
    families: list("佐藤:sato, 鈴木:suzuki, 髙橋:takahashi, 渡邊:watanabe, 𠮷田:yoshida, 山口:yamaguchi"), // 𠮷 is outside the basic plane, as it is in registers
    cities: [["東京都", "1##-####"], ["大阪市", "5##-####"], ["横浜市", "2##-####"]],
    streets: list("中央区銀座, 港区海岸, 北区梅田"),
    companies: list("株式会社みなと水処理:minatowater, 日東ポンプ工業:nittopumps, 瀬戸内エネルギー:setouchi"),
  },
  {
    country: "KR", language: "ko", weight: 2, dialling: "+82",
    women: list("서연:seoyeon, 지우:jiwoo, 민서:minseo"),
    men: list("민준:minjun, 도윤:doyun, 현우:hyunwoo"),
    families: list("김:kim, 이:lee, 박:park, 최:choi, 남궁:namgung"),
    cities: [["서울특별시", "04###"], ["부산광역시", "48###"]],
    streets: list("세종대로, 해운대로"),
    companies: list("한강수처리 주식회사:hangangwater, 부산해양산업:busanmarine"),
  },
  {
    country: "IN", language: "en", weight: 3, dialling: "+91",
    women: list("Ananya, Deepika, Lakshmi, Meera"),
    men: list("Arjun, Rajesh, Sanjay, Vikram"),
    families: list("Sharma, Iyer, Venkataraman, Singh, Chatterjee, Reddy"),
    cities: [["Mumbai", "4000##"], ["Chennai", "6000##"]],
    streets: list("Marine Drive, Anna Salai, MG Road"),
    companies: list("Ganga Hydro Pvt Ltd:gangahydro, Konkan Ports Ltd:konkanports"),
  },
  {
    country: "VN", language: "vi", weight: 1, dialling: "+84",
    women: list("Thị Hương, Ngọc Ánh, Thảo"),
    men: list("Văn Đức, Quốc Bảo, Hữu Nghĩa"),
    families: list("Nguyễn, Trần, Phạm, Đặng, Võ"),
    cities: [["Thành phố Hồ Chí Minh", "70####"], ["Đà Nẵng", "55####"]],
    streets: list("Đường Lê Lợi, Đường Trần Hưng Đạo"),
    companies: list("Công ty Nước Sạch Mê Kông:mekongwater"),
  },
  {
    country: "IS", language: "is", weight: 1, dialling: "+354",
    women: list("Þórunn, Guðrún, Ásdís"),
    men: list("Ægir, Þór, Björgvin"),
    families: list("Þórðardóttir, Jónsson, Guðmundsson"),
    cities: [["Reykjavík", "1##"], ["Akureyri", "60#"]],
    streets: list("Laugavegur, Skólavörðustígur"),
    companies: list("Jarðvarmi hf.:jardvarmi"),
  },
];
