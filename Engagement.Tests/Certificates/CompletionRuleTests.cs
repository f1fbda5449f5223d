using Engagement.Core.Participation;
using Engagement.Core.Programs;

namespace Engagement.Tests.Certificates;

public class CompletionRuleTests
{
    // Sessions: h held, - to come; attended: x there, o not there.
    [Theory]
    [InlineData(6, null, "", "hhhhhhhh", "xxxxxxxx", CompletionState.Complete, "Complete: 8 of 8 sessions")]
    [InlineData(6, null, "", "hhhhhhhh", "xxxxxxoo", CompletionState.Complete, "Complete: 6 of 8 sessions")]
    [InlineData(6, null, "", "hhhhhhhh", "xxxxoooo", CompletionState.Impossible, "2 of 6 sessions missing")]
    [InlineData(6, null, "", "hhhh----", "xxxxoooo", CompletionState.NotYet, "2 of 6 sessions missing")]
    [InlineData(6, null, "", "hhhh", "xxxx", CompletionState.Impossible, "6 sessions needed, but the cohort has 4")]
    [InlineData(null, 80, "", "hhhhh", "xxxxo", CompletionState.Complete, "Complete: 4 of 5 sessions")]
    [InlineData(null, 80, "", "hhhhh", "xxxoo", CompletionState.Impossible, "1 of 4 sessions missing")]
    [InlineData(null, 80, "", "hh---", "xxooo", CompletionState.NotYet, "2 of 4 sessions missing")]
    [InlineData(null, 75, "", "hhhhhhh", "xxxxxxo", CompletionState.Complete, "Complete: 6 of 7 sessions")]
    [InlineData(null, null, "1", "hhh", "oxx", CompletionState.Impossible, "session 1 is required and was missed")]
    [InlineData(null, null, "3", "hh-", "xxo", CompletionState.NotYet, "session 3 is required and still to come")]
    [InlineData(2, null, "1,9", "hhh", "xxx", CompletionState.Impossible, "session 9 is required, but the cohort has no such session")]
    [InlineData(null, null, "", "hh", "oo", CompletionState.Impossible, "1 of 1 session missing")]
    [InlineData(null, null, "", "hh", "ox", CompletionState.Complete, "Complete: 1 of 2 sessions")]
    public void Of_Rule_SaysStateAndReason(int? least, int? percent, string required, string held, string there, CompletionState state, string summary)
    {
        var (rule, sessions, attended) = Given(least, percent, required, held, there);
        var completion = Completion.Of(rule, sessions, attended);
        (completion.State, completion.Summary).ShouldBe((state, summary));
    }

    [Fact]
    public void Of_Granted_IsCompleteWithItsReason()
    {
        var (rule, sessions, attended) = Given(6, null, "", "hhhhhhhh", "xxxxoooo");
        var completion = Completion.Of(rule, sessions, attended, granted: "Was in hospital");
        (completion.State, completion.Granted, completion.Summary, completion.Attended, completion.Minutes).ShouldBe((CompletionState.Complete, true, "granted: Was in hospital", 4, 240));
    }

    [Fact]
    public void Of_SurveyRequired_MustBeHandedIn()
    {
        var (rule, sessions, attended) = Given(1, null, "", "h", "x");
        rule.SurveyRequired = true;
        Completion.Of(rule, sessions, attended, survey: false).Summary.ShouldBe("the closing survey is missing");
        Completion.Of(rule, sessions, attended, survey: true).State.ShouldBe(CompletionState.Complete);
    }

    private static (CompletionRule, List<CompletionSession>, HashSet<Guid>) Given(int? least, int? percent, string required, string held, string there)
    {
        var rule = new CompletionRule
        {
            LeastSessions = least,
            LeastPercent = percent,
            RequiredSessions = [.. required.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(r => int.Parse(r, System.Globalization.CultureInfo.InvariantCulture))],
        };
        var sessions = held.Select((h, i) => new CompletionSession(Guid.NewGuid(), i + 1, h == 'h', 60)).ToList();
        return (rule, sessions, [.. sessions.Where((_, i) => there[i] == 'x').Select(s => s.Id)]);
    }
}
