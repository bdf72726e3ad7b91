"""The tables of a published box score of the same small race as the feeds."""

RESULTS = """pos,start,car,driver,team,make,laps,status,laps_led,times_led,points,stage1_pos,gap_s
1,2,01,Ann Able,Able Racing,Chevrolet,5,running,2,1,47,2,0.000
2,1,1,Bea Bold,Bold Racing,Ford,5,running,3,1,43,1,0.420
3,3,9,Cy Cole Jr.,Cole Racing,Toyota,2,engine,0,0,34,,
"""
LEADS = "start_lap,end_lap,car\n0,3,1\n4,5,01\n"
CAUTIONS = "number,first_yellow_lap,last_yellow_lap,reason,free_pass\n1,3,3,#9 Spin Turn 2,\n"
STOPS = """car,laps_completed_at_pit_in,leader_laps_completed,pit_in_race_time_s,pit_out_race_time_s
1,2,2,80.125,110.500
9,2,2,81.000,
"""
RACE = {
    "name": "Invented 150",
    "series": "Invented Cup",
    "date": "2021-06-05",
    "track": "Somewhere Speedway",
    "track_length_miles": 1.5,
    "scheduled_laps": 5,
    "laps": 5,
    "stage_end_laps": [2],
    "margin_of_victory_s": ".420",
    "cautions": 1,
    "caution_laps": 1,
}
