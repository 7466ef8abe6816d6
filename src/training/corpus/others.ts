/** What is none of the labels: the model learns to be sure of nothing here. Kinds that start with `held-` only set the threshold. */
export const others = `
@kinds-of-other, separated
news, recipe, article, encyclopedia, story, contract, manual, licence, minutes, plain-words, filler, code, science, short-other, contents, quiz, essay, essay, magazine, foreign, safety-talk, clutter, clutter, dated-article

@kinds-of-held-other, separated
held-weather, held-menu, held-timetable, held-curriculum, held-poem, held-history, held-legal, held-slides

@news
[Officials said|Police reported|The minister announced|Researchers found|The government confirmed|Witnesses said|The mayor told reporters] on [Monday|Tuesday|Thursday|Sunday] that [the bridge would be closed|two people were injured|prices had risen by # percent|the election would take place in <month>|the storm caused severe damage|talks had failed|the team had won the final]. <2-6~ fact>

@fact
[The river|The city|The region|The population|The species|The empire|The engine|The planet|The company|The language|The museum|The army|The railway|The island|The forest] [was founded in 1###|covers ### square kilometres|grew rapidly during the war|is known for its ancient walls|was discovered by <person>|lies between <city> and <city>|was destroyed by fire|consists of several layers|has changed little since then|depends on rainfall|spread across the continent|became independent|was built of stone and timber].
[Scientists|Historians|Farmers|Engineers|Workers|Soldiers|Voters|Students|Artists] [believe|argued|fear|hope|noticed|predict|disagreed] that [climate|trade|technology|water|music|energy|religion|language|migration|education] [will change everything|played a larger role|cannot be ignored|shaped the modern world|remains uncertain|increased steadily|declined after 19##].
[According to|In contrast to|Despite|Because of|Following|During] the [report|treaty|drought|revolution|experiment|crisis|harvest|festival|strike], [many families left|exports doubled|the results were published|the capital moved|nothing happened|the king abdicated|new laws were passed|thousands gathered in the square].

@recipe
[Preheat the oven to 180C|Chop the <food>|Melt the butter in a pan|Whisk the eggs|Boil the <food> for <5-40> minutes]. [Add|Stir in|Fold in|Season with|Sprinkle with] the <food> [and simmer|until golden|until smooth|and set aside|over a low heat]. [Serves|Makes] #. <2-5~ step>
@step
[Add|Mix|Stir|Combine|Slice|Fry|Knead|Bake|Drain|Cover] the <food> [gently|for ## minutes|with a wooden spoon|until tender|in a bowl|and leave to cool|on a tray].
[2 tbsp|1 cup|100 g|a pinch of|half a] <food>, [chopped|grated|melted|sliced|diced].

@article
<3-9~ fact>
@encyclopedia
[<city>|<place>] is a [town|river|genus|village|mountain|novel|band|ship|programming language] [in|of|by|from] [the north|southern Europe|the family|<person>|the nineteenth century]. <2-7~ fact>
@story
[Once upon a time|It was late when|Long ago|The next morning|In the middle of the night] [the old man opened the door|a girl walked into the wood|the captain lowered the sail|the wolf sat by the fire|nobody spoke]. <3-9~ tale>
@tale
[He|She|The boy|The stranger|The horse|The king|The witch] [looked up at the moon|whispered something|ran along the shore|could not remember the name|laughed softly|closed the book|drew a sword|followed the path into the dark|waited for the dawn|carried the lantern|heard footsteps behind the wall].
@contract
[This agreement is made between|This contract is entered into by] <company> and <company>. <2-6~ clause>
@clause
[The parties|The lessee|The contractor|Either party|The supplier|The licensee] [shall|may|must not|agrees to] [indemnify the other against all losses|terminate upon written notice|keep confidential all information|assign its rights|comply with applicable law|be governed by the laws of <city>|perform its obligations with due care].
@manual
<3-8~ instruction>
@instruction
[Press the power button|Connect the cable to the port|Remove the cover|Turn the knob clockwise|Insert the disc|Select Settings from the menu|Wait until the light is green|Tighten the four screws|Click OK to continue|Unplug the unit before cleaning|See figure # on page ##|Reset the controller|Install the driver].
@licence
[Permission is hereby granted|Redistribution and use are permitted|The software is provided as is|In no event shall the authors be liable|This program is free software|Warranties of merchantability are disclaimed], [free of charge|without warranty of any kind|provided that the conditions are met|to any person obtaining a copy|with or without modification]. <2-4~ clause>
@minutes
[Minutes of the meeting held on|Meeting notes|Agenda] <date>. Present: <person>, <person>. [Apologies|Absent]: <person>. <2-5~ agreed>
@agreed
[It was agreed to|It was resolved to|The chair proposed to|Action for <first>:] [review the budget|repair the roof|publish the report|elect a treasurer|postpone the vote|hire a contractor|approve the minutes].
@plain-words
<6-40~ any-word>
@short-other
<1-5~ any-word>
@filler
<3-8~ lorem>
@lorem
[Lorem ipsum dolor sit amet|consetetur sadipscing elitr|sed diam nonumy eirmod tempor|invidunt ut labore et dolore magna aliquyam|at vero eos et accusam|stet clita kasd gubergren|no sea takimata sanctus est|duis autem vel eum iriure|ut enim ad minim veniam|quis nostrud exercitation|excepteur sint occaecat cupidatat].
[The text on this page means nothing|This is only a test of the printing|Here you see what letters look like on paper|Beautiful letters make a beautiful page|Typography is the art of arranging type|Every paragraph needs a little space|Simple things are hard to explain|These words fill the column|Heading one|Heading two].

@code
<3-9 statement>
@statement
[const|let|var|int|def|return|import|class|function|public static void] [value|index|main|node|list|result|item|buffer] [= new Map|= null|= 0|(args)|extends Base|from module|== undefined|.push(item)]
[if|while|for|switch|try|else] ([index|value|error|node] [== null|!= 0|< length|in list]) [continue|break|throw new Error|return false|print(result)]
@science
[We present a method|This paper studies|Let x be|Suppose that|The hypothesis|Figure # shows|Table # lists|In this section|Proof] [for the estimation of parameters|a continuous function on a compact set|the rate of convergence|cells expressing the protein|the spectrum of the operator|neural networks trained on images|a sample of ### participants|the electron density|a weak interaction]. <1-5~ fact>
@contents
[Table of Contents|Contents|Index] // <3-9 chapter>
@chapter
[Chapter|Section|Heading|Part] # [Introduction|Methods|Results|Background|Discussion|Conclusion|The sea|Early years|Appendix] ..... ##
@quiz
<2-6 quiz-line>
@quiz-line
[What is the capital of|Which planet is|Who wrote|How many legs has|Explain the causes of|Solve for x|Translate into French|Name three kinds of] [France|a spider|the novel|the war|the equation|rocks|the sun]?

@essay
<3-9~ opinion>
@opinion
[Freedom|Truth|Beauty|Patience|Kindness|Silence|Good design|A good idea|Great art|Simplicity|Progress|Hard work|Bad habits|The best advice|Fresh air|Happiness|Time|Honesty] is [better than|worse than|never|always|often|rarely|more than|as good as|not the same as|hard to find without|the enemy of] [money|noise|ugly things|slow change|despair|perfection|luck|a bad plan|nothing|a clever trick|complexity|words|fear|pride].
[People|Philosophers|Parents|Leaders|Poets|We|Children|Readers|Programmers|Dreamers] [should|never|rarely|always|sometimes|no longer|must|may|try to] [think for themselves|love what they do|enjoy simple things|wait too long|try again|trust the obvious way|break the rules|learn from mistakes|order their thoughts|hate change|recommend silence|taste success|explain themselves|refuse the temptation to guess].
[Now|Here|Sometimes|In the end|Although|Unless|At first|In practice|For example], [the bad news is old|good things take time|it is hard to explain|nobody is perfect|great ideas come slowly|the best answer is a question|nice guys finish last|it was worth the wait|we overlook what is fresh|experience is a cold teacher|there is only one way|errors pass in silence].
@magazine
<3-8~ told>
@told
[His father|The actress|A young mother|The coach|Her husband|The author|Tom|Kathleen|The couple|Our grandmother|The champion] [said|recalls|explains|insisted|wondered|sighed|smiled and said] [that children need love|he was amazed|life is too short|she had never felt so lonely|the secret is trust|it was the worst day of his life|they would always be friends|you can learn to listen|the marriage was a great adventure].
[When she was six|Years later|That summer|On Saturday|One day], [he tried to build a boat|the family went fishing|they drove all night|the dog ran away|she wrote her first song|the phone rang|he lost his temper|they baked bread for the neighbours|we walked on the beach|she met the man she would marry].
@foreign
<2-7~ foreign-words>
@foreign-words
[de linzen met boter en zout koken|een liter water en drie uien|het huis staat aan de gracht|wij gaan morgen naar de markt|laat alles langzaam gaar worden].
[der Zug fährt um acht Uhr ab|die Kinder spielen im Garten|das Wetter wird morgen schön|Bitte nicht rauchen|es war einmal ein König].
[el perro duerme en la casa|mañana vamos a la playa|la historia de un pueblo antiguo|no se puede entrar|los niños cantan].
[le chat dort sur la chaise|nous allons au marché demain|la ville est ancienne|il était une fois une reine|les enfants jouent dans la rue].
[saya pergi ke pasar|rumah itu besar|cuaca hari ini panas|il cane corre nel parco|la vita è bella|o tempo está bom hoje].
@clutter
<1-5 clutter-line>
@clutter-line
<person>
<company>
<address>
<date> <time>
<time> <time> <time>
<phone> <email>
<web>
<city> <city> <time>
<month> <odd>
@dated-article
<odd> <odd> // [By|Photo|Text]: <person>, <city>, <date> // <2-5~ fact>
[Chapter #|Page ##|Part #] <odd> // <2-4~ fact> <1-3~ opinion> <1-3~ told>
@safety-talk
[Evacuation|Training|Emergency] [procedures|drills|plans] [are reviewed every year|save lives|must be practised]. <2-4~ fact>

@held-weather
[Sunny spells|Heavy rain|Fog patches|Snow showers|Strong winds|A mild night] [in the north|over the hills|along the coast|by the evening|spreading east]. [Highs of ## degrees|Lows near freezing|Outlook: brighter later|Sea state moderate]. <1-3~ fact>
@held-menu
[Starters|Mains|Desserts|From the grill|Sides|Chef's specials] // <3-9 held-dish>
@held-dish
<dish> [with garden herbs|in a light cream sauce|served with seasonal leaves|slow cooked overnight|on toasted sourdough]
@held-timetable
[Line|Route|Platform|Gate|Bus] ## [<city> to <city>|Northbound|Weekdays only|Departures] // <time> <time> <time> <time> // <time> <time> <time>
@held-curriculum
Curriculum Vitae // <person> // [Education: University of <city>, degree in physics|Skills: programming, drawing, French|Languages: English, Spanish|Interests: chess, climbing, choir|Publications: see list] // [19##-20## research assistant|20## intern|20## award for best thesis]
@held-poem
[The swallows leave the silent barn|O wind that wanders by the sea|My lamp burns low, the page is white|Snow upon the sleeping roofs] // [and autumn calls them from the eaves|what songs have you to sing to me|while stars go out across the night|and nothing stirs, and nothing moves]
@held-history
In 1### the [duke|bishop|colony|senate|guild] [fortified the harbour|abolished the tax on salt|signed the charter|lost its privileges|rebuilt the cathedral]. <2-4~ fact>
@held-legal
The [court|tribunal|appellant|defendant|jury|judge] [held|submitted|found|dismissed|observed] that the [statute|evidence|appeal|testimony|verdict] [was admissible|must be construed narrowly|could not stand|was set aside|raised no issue of law]. <1-3~ clause>
@held-slides
[Overview|Motivation|Key findings|Roadmap|Lessons learned] // [three takeaways|open questions|next quarter|what went well|architecture diagram] // [growth by region|user stories|milestones|metrics we track]
`;
