using Engagement.Core.Surveys.Analysis;
using FsCheck;
using FsCheck.Fluent;

namespace Engagement.Tests.Surveys.Analysis;

/// <summary>What holds for all data: shifting, scaling, swapping before and after, another order of the persons.</summary>
public class Properties
{
    /// <summary>Answers in quarters, so that sums and shifts are exact.</summary>
    private static readonly Arbitrary<(double Before, double After)[]> Pairs = (
        from size in Gen.Choose(2, 30)
        from values in Gen.Choose(-40, 40).ListOf(2 * size)
        select values.Chunk(2).Select(v => (v[0] / 4d, v[1] / 4d)).ToArray()).ToArbitrary();

    private static readonly Arbitrary<int[]> Table = Gen.Choose(0, 30).ListOf(4).Select(t => t.ToArray()).ToArbitrary();

    private static void Check<T>(Arbitrary<T> data, Func<T, bool> holds) => Prop.ForAll(data, holds).QuickCheckThrowOnFailure();

    private static PairedT T(IEnumerable<(double Before, double After)> pairs) =>
        PairedT.Of([.. pairs.Select(p => p.Before)], [.. pairs.Select(p => p.After)]);

    private static SignedRank V(IEnumerable<(double Before, double After)> pairs) =>
        SignedRank.Of([.. pairs.Select(p => p.Before)], [.. pairs.Select(p => p.After)]);

    private static bool Near(double? a, double? b) => a is null ? b is null : b is not null && Math.Abs(a.Value - b.Value) <= 1e-9 * (1 + Math.Abs(a.Value));

    [Fact]
    public void PairedT_SwappedBeforeAndAfter_FlipsTheSignAndKeepsP() => Check(Pairs, pairs =>
    {
        PairedT one = T(pairs), two = T(pairs.Select(p => (p.After, p.Before)));
        return Near(one.T, -two.T) && Near(one.P, two.P) && Near(one.Interval?.Low, -two.Interval?.High) && Near(one.Effect?.G, -two.Effect?.G) && one.Gap == two.Gap;
    });

    [Fact]
    public void PairedT_ShiftedAndScaled_KeepsTAndScalesTheDifference() => Check(Pairs, pairs =>
    {
        PairedT one = T(pairs), two = T(pairs.Select(p => (8 * p.Before + 3, 8 * p.After + 3)));
        return Near(one.T, two.T) && Near(one.P, two.P) && Near(8 * one.Difference, two.Difference) && Near(8 * one.Sd, two.Sd) && Near(one.Effect?.D, two.Effect?.D);
    });

    [Fact]
    public void PairedT_EverybodyHigherByOne_RaisesTheDifferenceByOne() => Check(Pairs, pairs =>
    {
        PairedT one = T(pairs), two = T(pairs.Select(p => (p.Before, p.After + 1)));
        return Near(one.Difference + 1, two.Difference) && Near(one.Interval?.Low + 1, two.Interval?.Low) && Near(one.Sd, two.Sd);
    });

    [Fact]
    public void PairedTests_OtherOrderOfPersons_ChangesNothing() => Check(Pairs, pairs =>
    {
        var other = pairs.OrderBy(p => p.After).ThenByDescending(p => p.Before).ToArray();
        return Near(T(pairs).T, T(other).T) && Near(T(pairs).P, T(other).P) && V(pairs) == V(other);
    });

    [Fact]
    public void PairedT_IntervalHoldsZero_ExactlyWhenPIsAboveFivePercent() => Check(Pairs, pairs =>
        T(pairs) is not { Interval: { } i, P: { } p } || (i.Low <= 0 && i.High >= 0) == p >= .05);

    [Fact]
    public void SignedRank_SwappedBeforeAndAfter_KeepsPAndMirrorsV() => Check(Pairs, pairs =>
    {
        SignedRank one = V(pairs), two = V(pairs.Select(p => (p.After, p.Before)));
        return one.V + two.V == one.N * (one.N + 1) / 2d && Near(one.P, two.P) && Near(one.PHigher, two.PLower);
    });

    [Fact]
    public void SignedRank_Scaled_ChangesNothing() => Check(Pairs, pairs => V(pairs) == V(pairs.Select(p => (p.Before * .1, p.After * .1))));

    /// <summary>All 2ⁿ signs, each as likely: what the exact p means.</summary>
    [Fact]
    public void SignedRank_Exact_CountsTheSigns() => Check(Gen.Choose(0, 511).ToArbitrary(), bits =>
    {
        double[] before = new double[9], after = [.. Enumerable.Range(1, 9).Select(r => (bits >> (r - 1) & 1) == 1 ? r : (double)-r)];
        var result = SignedRank.Of(before, after);
        var atLeast = Enumerable.Range(0, 512).Count(s => Enumerable.Range(1, 9).Sum(r => (s >> (r - 1) & 1) * r) >= result.V);
        return result.Method == SignedRankMethod.Exact && Near(result.PHigher, atLeast / 512d);
    });

    [Fact]
    public void McNemar_Swapped_KeepsAllPs() => Check(Table, t =>
    {
        McNemar one = McNemar.Of(t[1], t[2]), two = McNemar.Of(t[2], t[1]);
        return (one.P, one.Exact, one.CorrectedP, one.PlainP) == (two.P, two.Exact, two.CorrectedP, two.PlainP) && (one.P is null || one.P < one.Exact && one.P > 0);
    });

    [Fact]
    public void PairedDifference_Swapped_MirrorsTheInterval() => Check(Table, t =>
    {
        var one = ProportionDifference.Paired(t[0], t[1], t[2], t[3]);
        var two = ProportionDifference.Paired(t[0], t[2], t[1], t[3]);
        var turned = ProportionDifference.Paired(t[3], t[2], t[1], t[0]);
        return Near(one.Interval?.Low, -two.Interval?.High) && Near(one.Interval?.High, -turned.Interval?.Low)
            && (one.Interval is not { } i || i.Low >= -1 && i.High <= 1 && i.Low <= one.Difference && one.Difference <= i.High);
    });

    [Fact]
    public void Wilson_YesAndNo_AreMirrored() => Check(Table, t =>
    {
        Proportion yes = Proportion.Of(t[0], t[0] + t[1]), no = Proportion.Of(t[1], t[0] + t[1]);
        return Near(yes.Interval?.Low, 1 - no.Interval?.High) && (yes.Interval is not { } i || i.Low >= 0 && i.Low <= yes.Share && yes.Share <= i.High && i.High <= 1);
    });

    [Fact]
    public void Independent_SwappedGroups_MirrorsTheInterval() => Check(Table, t =>
    {
        var one = ProportionDifference.Independent(t[0], t[0] + t[1], t[2], t[2] + t[3]);
        var two = ProportionDifference.Independent(t[2], t[2] + t[3], t[0], t[0] + t[1]);
        return Near(one.Interval?.Low, -two.Interval?.High) && Near(one.Difference, -two.Difference);
    });

    [Fact]
    public void Welch_SwappedShiftedAndScaled_KeepsP() => Check(Pairs, pairs =>
    {
        double[] a = [.. pairs.Select(p => p.Before)], b = [.. pairs.Skip(1).Select(p => p.After), 1.5, 2];
        Welch one = Welch.Of(a, b), two = Welch.Of([.. b.Select(x => 4 * x - 7)], [.. a.Select(x => 4 * x - 7)]);
        return Near(one.P, two.P) && Near(one.T, -two.T) && Near(one.Effect?.G, -two.Effect?.G) && Near(-4 * one.Difference, two.Difference);
    });

    [Fact]
    public void Holm_AnyPs_KeepsTheOrderAndLowersNone() => Check(Gen.Choose(0, 1000).ListOf().ToArbitrary(), ps =>
    {
        var raw = ps.Select(p => (double?)p / 1000).ToList();
        var adjusted = Holm.Adjust(raw);
        return raw.Zip(adjusted).All(p => p.Second >= p.First && p.Second <= 1)
            && raw.Zip(adjusted).OrderBy(p => p.First).Select(p => p.Second).ToArray() is var sorted && sorted.SequenceEqual(sorted.Order());
    });

    [Fact]
    public void NormalQuantile_AndCdf_AreInverse() => Check(Gen.Choose(1, 999_999).ToArbitrary(), i =>
        Math.Abs(Normal.Cdf(Normal.Quantile(i / 1e6)) - i / 1e6) < 1e-14 && Math.Abs(StudentT.Cdf(StudentT.Quantile(i / 1e6, 3.5), 3.5) - i / 1e6) < 1e-11);
}
