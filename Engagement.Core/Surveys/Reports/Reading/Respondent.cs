namespace Engagement.Core.Surveys.Reports;

/// <summary>Somebody who handed in, with coded answers: before, after, or both. Anonymous answers are a respondent each.</summary>
internal sealed class Respondent(int cohort, bool paired)
{
    /// <summary>Index of the cohort.</summary>
    public int Cohort => cohort;

    /// <summary>True when a pairing code ties before and after together.</summary>
    public bool Paired => paired;

    /// <summary>Answers before, by item; null when nothing was handed in.</summary>
    public long[]? Before { get; set; }

    /// <summary>Answers after, by item.</summary>
    public long[]? After { get; set; }

    /// <summary>Part of the cohort's sessions attended: 0 all, 1 three quarters or more, 2 fewer; null when unknown.</summary>
    public int? Band { get; set; }

    /// <summary>True when both were handed in.</summary>
    public bool Matched => Before is not null && After is not null;

    /// <summary>Answers of a wave.</summary>
    public long[]? Of(Wave wave) => wave == Wave.Before ? Before : After;

    /// <summary>Adds the answers of another window of the same wave. What was answered twice counts as it was first before, and as it was last after.</summary>
    public void Add(Wave wave, long[] answers)
    {
        if (Of(wave) is not { } known)
        {
            if (wave == Wave.Before) Before = answers;
            else After = answers;
            return;
        }
        for (var i = 0; i < known.Length; i++)
            if (answers[i] != ItemReader.None && (known[i] == ItemReader.None || wave == Wave.After)) known[i] = answers[i];
    }
}
