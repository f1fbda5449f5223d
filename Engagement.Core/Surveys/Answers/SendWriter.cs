using Engagement.Core.Accounts;
using Engagement.Core.Common;
using Engagement.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace Engagement.Core.Surveys;

/// <summary>A form that was sent.</summary>
/// <param name="ResponseId">The response that it belongs to.</param>
/// <param name="Facts">Its window.</param>
/// <param name="Keep">Puts what was sent into the response, and says which page comes next.</param>
internal sealed record SentForm(Guid ResponseId, WindowFacts Facts, Func<SurveyResponse, Result<Turned>> Keep);

/// <summary>Keeps forms that students send: a class that does so in the same second shares its statements and one commit. Nothing is answered before it is durable.</summary>
public sealed class SendWriter
{
    private readonly Gathering<SentForm, Result<Turned>> gathering;

    /// <summary>One for the whole program, so that it sees what comes at the same time.</summary>
    public SendWriter(GroupCommit commits) => gathering = new(forms => commits.WriteAsync(Actor.Anyone, db => KeepAllAsync(db, forms)));

    /// <summary>Answers what became of a form.</summary>
    internal Task<Result<Turned>> AddAsync(SentForm form) => gathering.AddAsync(form);

    private static async Task<IReadOnlyList<Result<Turned>>> KeepAllAsync(EngagementDb db, IReadOnlyList<SentForm> forms)
    {
        var ids = forms.Select(f => f.ResponseId).Distinct().ToList();
        var rows = await db.SurveyResponses.Where(r => ids.Contains(r.Id)).ToDictionaryAsync(r => r.Id);
        var (handIn, answers) = (new HandIn(db), new List<Result<Turned>>());
        foreach (var form in forms)
        {
            if (!rows.TryGetValue(form.ResponseId, out var row))
            {
                answers.Add(new ResponseGone());
                continue;
            }
            var turned = form.Keep(row);
            if (turned is { Ok: true, Value.Page: null }) handIn.Add(row, form.Facts.Window, form.Facts.Plan);
            answers.Add(turned);
        }
        await handIn.SaveAsync();
        return answers;
    }
}
