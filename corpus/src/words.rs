//! Which words are drawn? Lists written for this corpus.

/// Things, singular.
pub const NOUNS: [&str; 200] = split(
    "harbour,letter,garden,engine,window,river,station,kitchen,market,teacher,captain,bridge,forest,\
     village,library,lantern,carpenter,valley,orchard,meadow,railway,journal,painter,violin,summer,winter,\
     morning,evening,question,answer,reason,promise,mountain,island,doctor,farmer,baker,weaver,sailor,tailor,\
     mirror,candle,blanket,basket,hammer,ladder,bottle,barrel,wagon,tunnel,tower,castle,chapel,cottage,corner,\
     square,street,pavement,fountain,statue,museum,theatre,concert,novel,poem,chapter,paragraph,sentence,\
     dictionary,map,compass,telescope,clock,calendar,ticket,passenger,conductor,driver,mechanic,factory,workshop,\
     warehouse,cargo,anchor,sail,storm,rainbow,cloud,shadow,sunrise,moonlight,meeting,report,budget,proposal,\
     contract,schedule,project,committee,council,election,speech,debate,argument,conclusion,experiment,theory,\
     laboratory,microscope,sample,result,measurement,instrument,method,pattern,colour,texture,fabric,leather,\
     copper,silver,marble,granite,timber,paper,pencil,notebook,envelope,parcel,courier,neighbour,stranger,\
     visitor,guest,host,cousin,nephew,grandmother,child,student,pupil,lesson,classroom,university,diploma,career,\
     office,desk,drawer,cupboard,shelf,staircase,cellar,attic,roof,chimney,fireplace,hearth,supper,breakfast,\
     loaf,cheese,butter,honey,apple,pear,plum,cherry,walnut,chestnut,mushroom,onion,carrot,cabbage,pumpkin,soup,\
     kettle,teapot,saucer,spoon,fork,knife,plate,tablecloth,napkin,holiday,journey,voyage,expedition,summit,\
     glacier,desert,canyon,cave,cliff,beach,tide,wave,current,lighthouse",
);

/// Things, plural.
pub const PLURALS: [&str; 117] = split(
    "letters,gardens,engines,windows,rivers,stations,markets,teachers,bridges,forests,villages,\
     lanterns,valleys,orchards,journals,painters,questions,answers,reasons,promises,mountains,islands,doctors,\
     farmers,sailors,candles,baskets,hammers,ladders,bottles,barrels,wagons,tunnels,towers,castles,cottages,\
     corners,streets,statues,museums,concerts,novels,poems,chapters,maps,clocks,tickets,passengers,drivers,\
     factories,workshops,storms,clouds,shadows,meetings,reports,budgets,proposals,contracts,projects,elections,\
     speeches,arguments,experiments,theories,samples,results,instruments,methods,patterns,colours,fabrics,\
     pencils,notebooks,envelopes,parcels,neighbours,strangers,visitors,guests,cousins,children,students,lessons,\
     careers,offices,shelves,chimneys,apples,pears,plums,cherries,walnuts,mushrooms,onions,kettles,spoons,plates,\
     holidays,journeys,voyages,glaciers,deserts,caves,cliffs,beaches,tides,waves,currents,musicians,merchants,\
     soldiers,gardeners,travellers,engineers,scholars,librarians",
);

/// How things are.
pub const ADJECTIVES: [&str; 121] = split(
    "quiet,narrow,ancient,crowded,distant,familiar,gentle,heavy,hollow,lonely,modest,patient,\
     pleasant,curious,careful,stubborn,generous,ordinary,peculiar,remarkable,splendid,shabby,dusty,muddy,frozen,\
     warm,bitter,sweet,bright,pale,scarlet,golden,wooden,broken,hidden,forgotten,unexpected,inevitable,practical,\
     obvious,difficult,simple,complicated,expensive,cheap,rare,common,public,private,local,foreign,rural,coastal,\
     northern,southern,eastern,western,early,late,sudden,gradual,steady,slow,rapid,nervous,cheerful,grateful,\
     proud,humble,honest,clever,foolish,serious,solemn,noisy,silent,empty,full,broad,steep,shallow,deep,rough,\
     smooth,sharp,blunt,delicate,sturdy,fragile,reliable,worn,polished,painted,faded,tangled,orderly,weary,\
     restless,hopeful,doubtful,certain,possible,useful,harmless,dangerous,thoughtful,reluctant,eager,faithful,\
     distinguished,unfinished,enormous,tiny,slender,round,crooked,level,damp,misty,windy,sunlit",
);

/// What somebody did to something.
pub const PAST_VERBS: [&str; 93] = split(
    "carried,opened,followed,remembered,described,repaired,painted,borrowed,returned,discovered,\
     admired,ignored,examined,measured,counted,collected,arranged,delivered,refused,accepted,promised,explained,\
     defended,abandoned,protected,replaced,restored,watched,noticed,mentioned,praised,questioned,answered,\
     finished,started,delayed,cancelled,organised,visited,crossed,climbed,entered,left,found,lost,bought,sold,\
     built,chose,drew,kept,held,heard,met,understood,wrote,brought,taught,caught,gathered,covered,uncovered,\
     folded,unfolded,polished,cleaned,washed,emptied,filled,weighed,compared,recorded,published,translated,\
     copied,sketched,imagined,feared,expected,forgot,mended,lifted,lowered,pushed,pulled,guarded,greeted,\
     welcomed,invited,surprised,encouraged,persuaded,convinced",
);

/// What somebody will do to something.
pub const VERBS: [&str; 87] = split(
    "carry,open,follow,remember,describe,repair,paint,borrow,return,discover,admire,ignore,examine,\
     measure,count,collect,arrange,deliver,refuse,accept,explain,defend,abandon,protect,replace,restore,watch,\
     notice,mention,praise,question,answer,finish,start,delay,cancel,organise,visit,cross,climb,enter,leave,find,\
     lose,buy,sell,build,choose,draw,keep,hold,hear,meet,understand,write,bring,teach,catch,gather,cover,fold,\
     polish,clean,wash,empty,fill,weigh,compare,record,publish,translate,copy,sketch,imagine,expect,forget,mend,\
     lift,lower,push,pull,guard,greet,welcome,invite,encourage,persuade",
);

/// How somebody did it.
pub const ADVERBS: [&str; 40] = split(
    "quietly,slowly,carefully,suddenly,gladly,rarely,often,seldom,patiently,politely,reluctantly,\
     eagerly,calmly,proudly,nervously,honestly,simply,plainly,entirely,partly,nearly,almost,finally,eventually,\
     meanwhile,afterwards,beforehand,together,alone,again,at once,without a word,with great care,in good time,\
     as usual,for once,by accident,on purpose,in silence,little by little",
);

/// Where it was.
pub const PLACES: [&str; 30] = split(
    "in the harbour,at the station,behind the chapel,beside the river,near the old mill,\
     under the bridge,on the hill,across the square,along the canal,beyond the orchard,in the library,\
     at the market,on the island,in the valley,by the fireplace,at the end of the lane,in the back room,\
     on the upper floor,outside the theatre,between the two towers,at the edge of the forest,\
     in the middle of the meadow,near the lighthouse,on the quay,in the reading room,below the cliff,\
     at the crossroads,in the courtyard,on the staircase,in the next village",
);

/// Given names, ASCII.
pub const FIRST_NAMES: [&str; 61] = split(
    "Ada,Alan,Alice,Amir,Anna,Ben,Bob,Carla,Carol,Chen,Clara,Daniel,David,Diego,Elena,Emma,Erik,\
    Eva,Fatima,Felix,Frank,Grace,Hana,Henry,Ines,Ivan,Jack,James,Jana,John,Julia,Karl,Kate,Laura,Leo,Lina,Lucas,\
    Maria,Mark,Mei,Mia,Nadia,Nina,Noah,Olga,Oscar,Paul,Peter,Priya,Ravi,Rosa,Ruth,Sam,Sara,Sofia,Tom,Uma,Vera,\
    Will,Yusuf,Zoe",
);

/// Family names, ASCII.
pub const LAST_NAMES: [&str; 60] = split(
    "Abbott,Adler,Baker,Becker,Brown,Castro,Chan,Clark,Costa,Cruz,Dubois,Evans,Fischer,Garcia,\
    Gupta,Hansen,Hill,Hughes,Ito,Jensen,Jones,Kaur,Keller,King,Kowalski,Lambert,Larsen,Lee,Lopez,Martin,Mason,\
    Meyer,Moore,Moreau,Murphy,Nguyen,Novak,Okafor,Olsen,Patel,Petrov,Reed,Rossi,Santos,Schmidt,Silva,Singh,\
    Smith,Stone,Tanaka,Taylor,Turner,Walker,Ward,Weber,White,Wilson,Wolf,Wood,Young",
);

/// Months.
pub const MONTHS: [&str; 12] =
    split("January,February,March,April,May,June,July,August,September,October,November,December");

/// Days of the week.
pub const WEEKDAYS: [&str; 7] = split("Monday,Tuesday,Wednesday,Thursday,Friday,Saturday,Sunday");

/// What joins two clauses.
pub const CONJUNCTIONS: [&str; 12] =
    split("because,although,while,before,after,until,since,as,when,whenever,even though,so that");

/// Numbers in words.
pub const NUMBER_WORDS: [&str; 18] = split(
    "two,three,four,five,six,seven,eight,nine,ten,eleven,twelve,twenty,thirty,forty,a hundred,\
     several,a few,countless",
);

/// Names of programs.
pub const SERVICES: [&str; 16] = split(
    "gateway,billing,search,checkout,auth,mailer,ledger,indexer,scheduler,worker,cache,ingest,\
     notifier,exporter,resolver,uploader",
);

/// Chinese clauses without digits.
pub const CHINESE: [&str; 16] = split(
    "今天下午的会议改到明天上午,请大家提前准备材料,这个项目已经进入最后阶段,我们需要再检查一次结果,天气很好适合出去散步,图书馆在河的另一边,火车晚点了半个小时,他昨天买了一本新书,\
    老师解释了这个问题,花园里的樱花开了,这份报告写得很清楚,晚饭后我们去看电影,新的办公室离车站很近,孩子们在操场上踢球,请把文件放在桌子上,市场里的水果很新鲜",
);

/// Russian clauses without digits.
pub const RUSSIAN: [&str; 15] = split(
    "встреча перенесена на завтра,библиотека стоит на другом берегу,поезд опоздал на полчаса,\
    вчера она купила новую книгу,учитель объяснил этот вопрос,в саду расцвела вишня,отчёт написан очень ясно,\
    после ужина мы пойдём в кино,новая контора рядом с вокзалом,дети играют во дворе,положите бумаги на стол,\
    на рынке свежие яблоки,проект подходит к концу,проверьте результат ещё раз,погода сегодня хорошая",
);

/// Arabic clauses without digits.
pub const ARABIC: [&str; 12] = split(
    "تأجل الاجتماع إلى صباح الغد، والجميع موافق,المكتبة على الجانب الآخر من النهر,\
    وصل القطار متأخرا نصف ساعة,اشترت أمس كتابا جديدا,شرح المعلم هذه المسألة,أزهرت الأشجار في الحديقة,\
    كتب التقرير بوضوح شديد,سنذهب بعد العشاء إلى السينما,المكتب الجديد قريب من المحطة,يلعب الأطفال في الساحة,\
    ضع الأوراق على الطاولة,الفاكهة في السوق طازجة",
);

/// Emoji, some of several code points.
pub const EMOJI: [&str; 16] = split("🙂,😀,🎉,👍🏽,❤️,🚀,👩‍💻,🇩🇪,🏳️‍🌈,📦,✅,⚠️,🧪,🌧️,🍒,👨‍👩‍👧");

/// Splits at single commas while compiling.
const fn split<const N: usize>(text: &'static str) -> [&'static str; N] {
    let mut words = [""; N];
    let (mut rest, mut word) = (text.as_bytes(), 0);
    while word < N {
        let mut end = 0;
        while end < rest.len() && rest[end] != b',' {
            end += 1;
        }
        let (head, tail) = rest.split_at(end);
        words[word] = match std::str::from_utf8(head) {
            Ok(text) => text,
            Err(_) => panic!("a comma is never inside a character"),
        };
        assert!(!words[word].is_empty(), "fewer words than promised");
        rest = if tail.is_empty() { tail } else { tail.split_at(1).1 };
        word += 1;
    }
    assert!(rest.is_empty(), "more words than promised");
    words
}
