import { ApexList } from '../../runtime/values/list.ts';
import { primitive } from '../../types.ts';
import { definePlatformClass } from '../declare.ts';
import { strictMethods, strictStatics } from '../strict.ts';
import { ApexMatcher, ApexPattern } from './matcher.ts';

const texts = (values: string[]): ApexList => new ApexList(primitive('String'), values);

definePlatformClass({
    name: 'System.Pattern',
    jsClass: ApexPattern,
    statics: strictStatics({
        'Pattern compile(String regExp)': (text: string) => new ApexPattern(text),
        'Boolean matches(String regExp, String input)': (text: string, input: string) =>
            new ApexMatcher(new ApexPattern(text), input).matches(),
        'String quote(String text)': (text: string) => `\\Q${text.replaceAll('\\E', '\\E\\\\E\\Q')}\\E`
    }),
    methods: strictMethods({
        'Matcher matcher(String input)': (pattern: ApexPattern, input: string) => new ApexMatcher(pattern, input),
        'String pattern()': (pattern: ApexPattern) => pattern.text,
        'List<String> split(String input)': (pattern: ApexPattern, input: string) => texts(pattern.split(input)),
        'List<String> split(String input, Integer limit)': (pattern: ApexPattern, input: string, limit: number) =>
            texts(pattern.split(input, limit))
    })
});

definePlatformClass({
    name: 'System.Matcher',
    jsClass: ApexMatcher,
    statics: strictStatics({
        'String quoteReplacement(String text)': (text: string) => text.replace(/[\\$]/g, '\\$&')
    }),
    methods: strictMethods({
        'Integer end()': (matcher: ApexMatcher) => matcher.end(0),
        'Integer end(Integer groupIndex)': (matcher: ApexMatcher, index: number) => matcher.end(index),
        'Boolean find()': (matcher: ApexMatcher) => matcher.find(),
        'Boolean find(Integer start)': (matcher: ApexMatcher, start: number) => matcher.findFrom(start),
        'String group()': (matcher: ApexMatcher) => matcher.group(0),
        'String group(Integer groupIndex)': (matcher: ApexMatcher, index: number) => matcher.group(index),
        'Integer groupCount()': (matcher: ApexMatcher) => matcher.groupCount,
        'Boolean lookingAt()': (matcher: ApexMatcher) => matcher.lookingAt(),
        'Boolean matches()': (matcher: ApexMatcher) => matcher.matches(),
        'Pattern pattern()': (matcher: ApexMatcher) => matcher.pattern,
        'Matcher region(Integer start, Integer ending)': (matcher: ApexMatcher, start: number, ending: number) => {
            matcher.region(start, ending);
            return matcher;
        },
        'Integer regionEnd()': (matcher: ApexMatcher) => matcher.regionEnd,
        'Integer regionStart()': (matcher: ApexMatcher) => matcher.regionStart,
        'String replaceAll(String replacement)': (matcher: ApexMatcher, replacement: string) => matcher.replace(replacement, true),
        'String replaceFirst(String replacement)': (matcher: ApexMatcher, replacement: string) => matcher.replace(replacement, false),
        'Matcher reset()': (matcher: ApexMatcher) => {
            matcher.reset();
            return matcher;
        },
        'Matcher reset(String input)': (matcher: ApexMatcher, input: string) => {
            matcher.reset(input);
            return matcher;
        },
        'Integer start()': (matcher: ApexMatcher) => matcher.start(0),
        'Integer start(Integer groupIndex)': (matcher: ApexMatcher, index: number) => matcher.start(index),
        'Matcher usePattern(Pattern pattern)': (matcher: ApexMatcher, pattern: ApexPattern) => {
            matcher.usePattern(pattern);
            return matcher;
        }
    })
});
